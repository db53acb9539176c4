import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { sealAll } from './seal-all.ts';

/** Every hour: seals what was written to the erasure ledgers. */
export const handler = scheduleHandler(sealAll);

import { openHmacKey } from '../../shared/lambda/secret.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { auditAll } from './audit-all.ts';

/** Twice every night: compares what is derived from contacts with them, and puts it right. */
export const handler = scheduleHandler(auditAll, { hmacKey: openHmacKey });

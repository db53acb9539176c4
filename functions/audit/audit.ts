import { openHmacKey } from '../../shared/lambda/secret.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { auditAll } from './audit-all.ts';

/** Twice every night: compares derived data with the contacts, and repairs it. */
export const handler = scheduleHandler(auditAll, { hmacKey: openHmacKey });

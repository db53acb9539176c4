export { auditCounts } from './audit.ts';
export { readCounts } from './counts.ts';
export { recordBatch } from './record.ts';

export { auditCounts } from './audit.ts';
export { readCounts } from './counts.ts';
export { noteCrossings } from './crossings.ts';
export { recordBatch } from './record.ts';
export { abandonRecount, beginRecount, takeRecountFurther } from './recount.ts';

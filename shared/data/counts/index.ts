export { auditCounts } from './audit.ts';
export { readCounts, readCountsAt } from './counts.ts';
export { keepDailyCounts, readDailyCounts } from './daily.ts';
export { recordBatch } from './record.ts';
export { abandonRecount, addCounted, beginRecount, checkChanges, dropRecount, endRecount } from './recount.ts';
export { contactOfCrossing, cutAfter, noteCrossings, pageCrossings } from './recount-items.ts';

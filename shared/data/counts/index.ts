export { auditCounts } from './audit.ts';
export { readCounts, readCountsAt } from './counts.ts';
export { noteCrossings } from './crossings.ts';
export { keepDailyCounts, readDailyCounts } from './daily.ts';
export { recordBatch } from './record.ts';
export { abandonRecount, beginRecount, takeRecountFurther } from './recount.ts';
export { contactOfCrossing, cutAfter } from './recount-items.ts';
export { pageCrossings } from './recount-steps.ts';
export { addCounted, dropRecount, endCounting, endScan } from './scanned-recount.ts';

export * from './audit.ts';
export { readCounts, readCountsAt } from './counts.ts';
export * from './daily.ts';
export { recordBatch } from './record.ts';
export * from './recount.ts';
export { contactOfCrossing, cutAfter, noteCrossings, pageCrossings } from './recount-items.ts';

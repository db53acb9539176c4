export { ATTEMPTS, batchGet, ContentionError, chunks, deleteAll, eachOf, pause, putAll } from './batch.ts';
export { type Data, type DataConfig, openData } from './client.ts';
export { isExpired, toSeconds, ttlAfter } from './expiry.ts';
export { type Consumed, consumedSince, createMeter, type Meter } from './meter.ts';
export { CONTACT_SK, type IndexName, type Key, MESSAGE_PREFIX, TABLES } from './table.ts';
export { type TransactItem, transact } from './transact.ts';

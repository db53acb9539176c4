export * from './batch.ts';
export { type Data, type DataConfig, MARSHALLING, ONE_ATTEMPT, openData } from './client.ts';
export * from './clock.ts';
export * from './each-of.ts';
export * from './expiry.ts';
export {
  allOf,
  anyOf,
  atLeast,
  atMost,
  beginsWith,
  equals,
  type ItemCondition,
  isAbsent,
  isPresent,
  lacks,
  oneOf,
  type Update,
} from './expression.ts';
export * from './format.ts';
export * from './hashed.ts';
export * from './key-ring.ts';
export { CONNECT_MS, ifSilent, light } from './light-http.ts';
export { type Consumed, consumedSince, createMeter, type Meter } from './meter.ts';
export * from './query.ts';
export * from './read.ts';
export { CONFLICT, ContentionError, isPermanentError, RACES, retryOnConflict } from './retry.ts';
export {
  BusyError,
  PARTLY,
  patience,
  retryWithinLimit,
  unlessDiskFull,
  withRetryLimit,
} from './retry-limit.ts';
export * from './shard-numbers.ts';
export type { Insertion } from './statement.ts';
export * from './stream.ts';
export {
  CONTACT_SK,
  type IndexName,
  type Key,
  MESSAGE_PREFIX,
  STEP_PREFIX,
  TABLES,
  type Table,
  withoutKey,
} from './table.ts';
export { isDiskFull } from './throttles.ts';
export * from './time-id.ts';
export { UnstorableError } from './unstorable.ts';
export { addUp, type Put, put, remove, transact, update, type Write, write } from './write.ts';
export * from './write-many.ts';

export { batchGet, batchGetBoth, deleteAll, putAll } from './batch.ts';
export { type Data, type DataConfig, MARSHALLING, ONE_ATTEMPT, openData } from './client.ts';
export { secondsAhead } from './clock.ts';
export { chunks, eachAlone, eachOf } from './each-of.ts';
export { isItemExpired, toSeconds, ttlAfter } from './expiry.ts';
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
export {
  FORMAT,
  FormError,
  type FormProblem,
  formProblem,
  noteUnowned,
  readStamp,
  requireForm,
  STAMP_KEY,
  type Stamp,
  scanPage,
  stampNewTables,
  stampTables,
} from './format.ts';
export { everyHash, hashed, hashedOrDigest } from './hashed.ts';
export {
  keysIn,
  keysOf,
  LostKeyError,
  noteKey,
  printOf,
  readRotation,
  writeRotation,
} from './key-ring.ts';
export { CONNECT_MS, ifSilent, light } from './light-http.ts';
export { type Consumed, consumedSince, createMeter, type Meter } from './meter.ts';
export { countItems, type QueryPage, queryAll, queryPage } from './query.ts';
export { getItem } from './read.ts';
export { CONFLICT, ContentionError, isPermanentError, RACES, retryOnConflict } from './retry.ts';
export {
  BusyError,
  DiskFullError,
  PARTLY,
  patience,
  retryWithinLimit,
  unlessDiskFull,
  withRetryLimit,
} from './retry-limit.ts';
export {
  FEWEST_SHARDS,
  isRaising,
  learnShards,
  SHARD_NUMBERS,
  type ShardNumbers,
  shardNumbersIn,
  shardNumbersOf,
  shardsAttribute,
  shardsOf,
} from './shard-numbers.ts';
export type { Insertion } from './statement.ts';
export { readRecord } from './stream.ts';
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
export { newTimeId, timeOfId } from './time-id.ts';
export { UnstorableError } from './unstorable.ts';
export { addUp, type Put, put, remove, transact, update, type Write, write } from './write.ts';
export { type Settled, writeMany } from './write-many.ts';

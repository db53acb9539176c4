export { claimKey, type Done, findKey, freeKey, type Keyed, keepDone } from './idempotency.ts';
export { takeAllowance } from './rate-limits.ts';

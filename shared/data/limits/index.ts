export { claimKey, findKey, freeKey, type KeptAnswer, type Keyed, keepAnswer } from './idempotency.ts';
export { takeAllowance } from './rate-limits.ts';

export { countArrivals, countHeard, putSilences, readHeard, readSilences } from './arrivals.ts';
export { takeSeconds } from './dear-seconds.ts';
export {
  abandonKey,
  claimKey,
  type Done,
  findKey,
  freeKey,
  type Keyed,
  type KeyState,
  keepDone,
} from './idempotency.ts';
export { takeAllowance } from './rate-limits.ts';
export { keepSeat, leaveSeat, takeSeat } from './seats.ts';
export { addTaken, countTaken, decidedItems } from './taken-by-policies.ts';
export { noteTokenUse, readTokenUses, type TokenUse } from './token-uses.ts';
export { addUnseen, takeBackUnseen, type UnseenWork } from './unseen-work.ts';

export { appendErasures } from './append.ts';
export { hashOfEntry, type Recorded } from './items.ts';
export { type ErasurePage, findErasure, listErasures, readEntries, spanOf } from './list.ts';
export { URN_BYTES } from './packed.ts';
export { type Verified, verifyLedger } from './verify.ts';

export { appendErasures } from './append.ts';
export type { Recorded } from './items.ts';
export { type ErasurePage, findErasure, listErasures, readLedgerEntries, spanOf } from './list.ts';
export { URN_BYTES } from './packed.ts';
export { verifyLedger } from './verify.ts';

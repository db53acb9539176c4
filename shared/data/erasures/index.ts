export { appendErasures } from './append.ts';
export { type EntryItem, erasureLeaves, readEntry } from './entries.ts';
export { type ErasurePage, type ErasureTimes, findErasure, listErasures, readErasures } from './list.ts';
export { merklePath, rootByPath } from './merkle.ts';
export { URN_BYTES } from './packed.ts';
export { type SealedPlace, sealedPlaces } from './places.ts';
export { sealLedger } from './seal.ts';
export { unsealedWorkspaces } from './unsealed.ts';
export { type Named, verifyLedger } from './verify.ts';

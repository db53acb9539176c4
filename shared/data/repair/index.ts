export { repairIdentities } from './addresses.ts';
export { repairContacts } from './contacts.ts';
export { addMended, MENDABLE, type Mendable, type Mended, NOTHING_MENDED } from './mended.ts';
export { type Audited, auditWorkspace } from './nightly.ts';
export { type Rehashed, rehashPage } from './rehash.ts';
export { type Entry, pageEntries, repairEntries } from './rosters.ts';
export { type Repaired, repairTable } from './table.ts';

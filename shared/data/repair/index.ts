export { repairContacts } from './contacts.ts';
export { addMended, type Mendable, type Mended, NOTHING_MENDED } from './findings.ts';
export { auditWorkspace } from './nightly.ts';
export { rehashPage } from './rehash.ts';
export { repairTable } from './table.ts';

export { repairContacts } from './contacts.ts';
export { addRepairCounts, type FindingKind, NO_REPAIRS, type RepairCounts } from './findings.ts';
export { auditWorkspace } from './nightly.ts';
export { rehashPage } from './rehash.ts';
export { repairTable } from './table.ts';

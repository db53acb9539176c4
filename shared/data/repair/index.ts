export { type OwnershipSample, sampleOwnership } from './canary.ts';
export { repairContacts } from './contacts.ts';
export { moveAddresses } from './earlier-addresses.ts';
export { addRepairCounts, type FindingKind, NO_REPAIRS, type RepairCounts } from './findings.ts';
export { auditWorkspace } from './nightly.ts';
export { rehashPage } from './rehash.ts';
export { allIdentities, findSuppressions } from './suppressions.ts';
export { repairTable } from './table.ts';
export { confirmErased } from './unconfirmed.ts';

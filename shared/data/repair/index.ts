export { repairIdentities } from './addresses.ts';
export { type OwnershipSample, sampleOwnership } from './canary.ts';
export { disagreeing, repairContacts } from './contacts.ts';
export { UNTOLD_MICROS } from './deleted-leftovers.ts';
export { addRepairCounts, type FindingKind, NO_REPAIRS, type OnMended, type RepairCounts } from './findings.ts';
export { rehashPage } from './rehash.ts';
export { type RosterEntry, repairRosterEntries } from './rosters.ts';
export { type AuditRound, type AuditSource, type Rounds, roundsInMemory, roundsInTable } from './rounds.ts';
export { confirmErased } from './unconfirmed.ts';

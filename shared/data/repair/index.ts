export { repairIdentities } from './addresses.ts';
export * from './canary.ts';
export * from './contacts.ts';
export { UNTOLD_MICROS } from './deleted-leftovers.ts';
export { addRepairCounts, type FindingKind, NO_REPAIRS, type OnMended, type RepairCounts } from './findings.ts';
export * from './rehash.ts';
export { type RosterEntry, repairRosterEntries } from './rosters.ts';
export * from './rounds.ts';
export * from './unconfirmed.ts';

export { countDays } from './ages.ts';
export { changeContact, type Decide } from './change.ts';
export { changeMany, type ManyOptions, type ManyOutcome, STOP_BATCH } from './change-many.ts';
export { conditionalPut, isStill, unmoved } from './commit.ts';
export { type Created, createContact } from './create.ts';
export { type CreatedOne, createMany } from './create-many.ts';
export { cleanUp, countLeftovers, deleteContact, findLeftovers, type Leftovers, removeLeftovers } from './delete.ts';
export { putHistory, putMissing } from './history.ts';
export { veil, withAddresses, withUrns } from './history-addresses.ts';
export {
  type HistoryEntry,
  type HistoryItem,
  isKeptForever,
  type NewHistory,
  type StoredEvent,
} from './history-entry.ts';
export {
  deleteRunDetails,
  jobsInHistory,
  type PastJob,
  putRunDetails,
  type RunDetails,
  type RunPointer,
  readRunDetails,
  runKey,
} from './history-runs.ts';
export { readChangesSince, readHistorySince } from './history-since.ts';
export {
  type ContactChange,
  contactChangeOf,
  deletedBy,
  fromContactItem,
  type InGroups,
  toContactItem,
} from './item.ts';
export {
  contactKey,
  contactOfSort,
  contactOfStint,
  contactPk,
  folderKey,
  identityKey,
  indexAttributes,
  markerKey,
  messageKey,
  modifiedKey,
  modifiedSort,
  parseContactPk,
  rosterPk,
  type Stint,
  sortableMicros,
  stintKey,
} from './keys.ts';
export { isOutlived, isWholeSince, listHistory } from './list-history.ts';
export {
  type Bounds,
  isInFolder,
  type ListedFolder,
  listByModified,
  listFolder,
  MODIFIED_SHAPE,
  modifiedRanges,
  pageFolder,
  pageIndex,
  pageModified,
} from './lists.ts';
export { hasMembers, listMembers } from './members.ts';
export { moveToShard } from './move-shard.ts';
export { type Partition, partitionOfItems, readPartitions } from './partition.ts';
export {
  type Moving,
  packUuids,
  readMoving,
  readShardNumbers,
  type ShardPlace,
  selectionsHeldUntil,
  UUID_BYTES,
  unpackUuids,
  writeMoving,
  writeShardNumbers,
} from './raise-shards.ts';
export { readContact, readContacts, readMemberships } from './read.ts';
export { deleteStints, pageRoster, putStints, stintsBegun, withStints } from './rosters.ts';
export { sampleContacts } from './sample.ts';
export { shardOf, shardOfContact } from './shards.ts';
export { liftSuppression, readSuppression, suppress } from './suppressions.ts';
export { ADDRESS_UNITS, CONTACT_UNITS, INDEX_UNITS, ROSTER_UNITS, SHARDS_UNITS } from './units.ts';
export {
  findOwners,
  type Holder,
  type IdentityItem,
  identitiesOf,
  isIdentity,
  keyOfIdentity,
  keysOfIdentity,
  optOutOf,
  readHolders,
  readHoldersBy,
  refusalAt,
  refusalItem,
} from './urn-owners.ts';

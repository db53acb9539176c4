export * from './ages.ts';
export { changeContact, type Decide } from './change.ts';
export * from './change-many.ts';
export { conditionalPut, isStill, unmoved } from './commit.ts';
export { type Created, createContact } from './create.ts';
export { type CreatedOne, createMany } from './create-many.ts';
export { cleanUp, countLeftovers, deleteContact, findLeftovers, type Leftovers, removeLeftovers } from './delete.ts';
export { putHistory, putMissing } from './history.ts';
export { veil, withAddresses, withUrns } from './history-addresses.ts';
export * from './history-entry.ts';
export * from './history-runs.ts';
export * from './history-since.ts';
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
export * from './list-history.ts';
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
export * from './members.ts';
export * from './move-shard.ts';
export * from './partition.ts';
export * from './raise-shards.ts';
export * from './read.ts';
export { deleteStints, pageRoster, putStints, stintsBegun, withStints } from './rosters.ts';
export * from './sample.ts';
export { shardOf, shardOfContact } from './shards.ts';
export * from './suppressions.ts';
export * from './units.ts';
export {
  FREE,
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

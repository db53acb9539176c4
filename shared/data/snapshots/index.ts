export {
  askForSnapshot,
  discardSnapshot,
  leaseSnapshot,
  releaseSnapshot,
  removeSnapshot,
  saveSnapshot,
} from './change.ts';
export {
  type Making,
  readSnapshot,
  type Snapshot,
  type SnapshotItem,
  type SnapshotSegment,
} from './items.ts';
export {
  CHANGES_WORTH_ADDING,
  type ChangedContacts,
  LATE_MICROS,
  type ListedChanges,
  listChanged,
  TAIL_AT_MOST,
} from './tail.ts';

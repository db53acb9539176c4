export {
  askForSnapshot,
  discardSnapshot,
  leaseSnapshot,
  type Making,
  readSnapshot,
  releaseSnapshot,
  removeSnapshot,
  type Snapshot,
  type SnapshotItem,
  type SnapshotSegment,
  saveSnapshot,
} from './items.ts';
export { type ChangedContacts, LATE_MICROS, listChanged, readChanged, TAIL_AT_MOST } from './tail.ts';

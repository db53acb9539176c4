export * from './change.ts';
export {
  type Making,
  readSnapshot,
  type Snapshot,
  type SnapshotItem,
  type SnapshotSegment,
} from './items.ts';
export * from './tail.ts';

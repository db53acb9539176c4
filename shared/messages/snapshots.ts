import * as z from 'zod/mini';
import { workspace } from './ids.ts';

/** Has other functions read parts of a snapshot. Callers do not know whether it is Lambda or a test's own process. */
export interface SearchParts {
  /** Parts of one search, at most. */
  readonly most: number;
  /** Rows beyond which parts are read elsewhere: those that this function would have to read from files first. */
  readonly from: number;
  /** The code that reads parts: of another one they are not taken. */
  readonly release: string;
  /** What `readSearchPart` finds there. Throws when the part was refused, failed, or took too long. */
  read(part: object): Promise<unknown>;
}

/** To the queue of snapshots: make the workspace's snapshot, go on with it, or bring it up to date. */
export const snapshotMessage = z.object({ workspace });
export type SnapshotMessage = z.output<typeof snapshotMessage>;

import * as z from 'zod/mini';
import type { WorkspaceId } from '../domain/ids.ts';

/** To the queue of snapshots: make the workspace's snapshot, go on with it, or bring it up to date. */
export const snapshotMessage = z.object({
  workspace: z.pipe(
    z.guid(),
    z.transform((text): WorkspaceId => text as string as WorkspaceId),
  ),
});
export type SnapshotMessage = z.output<typeof snapshotMessage>;

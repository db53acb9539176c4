import * as z from 'zod/mini';
import type { JobId, WorkspaceId } from '../domain/ids.ts';

const workspace = z.pipe(
  z.guid(),
  z.transform((text): WorkspaceId => text as string as WorkspaceId),
);
const job = z.pipe(
  z.guid(),
  z.transform((text): JobId => text as string as JobId),
);
const count = z.int().check(z.nonnegative());

/**
 * To the select queue: go on with this job. While its contacts are being selected, the next page (the job itself knows
 * how far it is; `page` is for the logs). Once they are frozen, send the open slices to the workers, from number `from` on.
 */
export const selectMessage = z.object({ workspace, job, page: count, from: z.optional(count) });
export type SelectMessage = z.output<typeof selectMessage>;

/** To the work queue: do this slice. */
export const workMessage = z.object({ workspace, job, slice: count });
export type WorkMessage = z.output<typeof workMessage>;

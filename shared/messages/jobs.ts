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
 * how far it is; `page` is for the logs). Once they are frozen, and always with `send`, send the workers the slices with which its lanes begin.
 */
export const selectMessage = z.object({
  workspace,
  job,
  page: count,
  send: z.optional(z.boolean()),
  /** What its slices need is there: only of kinds that are prepared. */
  prepared: z.optional(z.literal(true)),
});
export type SelectMessage = z.output<typeof selectMessage>;

/** To the work queue: do this slice, unless the lanes of the job were begun anew since (it is in another turn), and send the next in its lane. */
export const workMessage = z.object({ workspace, job, slice: count, turn: z.optional(count) });
export type WorkMessage = z.output<typeof workMessage>;

/**
 * To the files queue: select the contacts of a job that works on files; once they are frozen, prepare what its slices need. With `report`: make
 * the report of that name about what has become of the rows of an import, and nothing else.
 */
export const filesMessage = z.object({ workspace, job, report: z.optional(z.guid()) });
export type FilesMessage = z.output<typeof filesMessage>;

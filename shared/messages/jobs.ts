import * as z from 'zod/mini';
import type { JobId } from '../domain/ids.ts';
import { idOf, workspace } from './ids.ts';

const job = idOf<JobId>();
const count = z.int().check(z.nonnegative());

/** Continue selecting this job (`page` is for logs). With all frozen, or `send`, workers get their first slices. */
export const selectMessage = z.object({
  workspace,
  job,
  page: count,
  send: z.optional(z.boolean()),
  /** Freeze this partition of a selection that has fanned out. */
  partition: z.optional(count),
  /** What its slices need is prepared; only for kinds that are prepared. */
  prepared: z.optional(z.literal(true)),
});
export type SelectMessage = z.output<typeof selectMessage>;

/**
 * To the work queue: do this slice and send the next in its lane, unless lanes were restarted (`turn`). `held`: seconds
 * for which it was put off since the stream's function is behind.
 */
export const workMessage = z.object({
  workspace,
  job,
  slice: count,
  turn: count,
  held: z.optional(count),
});
export type WorkMessage = z.output<typeof workMessage>;

const jobFilesMessage = z.object({
  workspace,
  job,
  report: z.optional(z.guid()),
  /** Make this part of an export's file, or read this range of an import's, and then the next of its lane (`turn`). */
  part: z.optional(count),
  turn: z.optional(count),
});
/** To the files queue: remove the workspace's files with people who were deleted for good. */
const fileCheckMessage = z.object({ workspace, erased: z.literal(true) });
/** Select a job on files, then prepare its slices. With `report`: only make that report about an import. */
export const filesMessage = z.union([fileCheckMessage, jobFilesMessage]);
export type FilesMessage = z.output<typeof filesMessage>;
export type FileCheckMessage = z.output<typeof fileCheckMessage>;

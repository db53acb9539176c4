import * as z from 'zod/mini';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { type ExportFile, type ExportFormat, fileGoneOn, fileNameOf } from '../../../shared/domain/exports/file.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { isExport } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import type { Settings } from '../../../shared/domain/workspace.ts';
import { fileLink } from '../../../shared/lambda/clients/file-link.ts';
import type { RequestContext } from '../../../shared/lambda/http/endpoint.ts';
import { optional, presenter, timestamp } from '../../../shared/lambda/http/presenter.ts';
import { coded, codeOf, sentenceOf } from '../../../shared/lambda/http/refusals.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import { peopleInExport, standingOf } from '../../../shared/services/erasures/people-in-files.ts';

export interface Address {
  readonly url: string | null;
  readonly problem: string | null;
  readonly codes?: { readonly problem: ReturnType<typeof codeOf> };
}

export const fileShown = presenter<ExportFile & Address & { readonly format: ExportFormat }>()({
  name: [z.string(), (file) => fileNameOf(file.format, file)],
  rows: z.int(),
  deleted: z.int(),
  bytes: z.int(),
  kept_until: [timestamp, fileGoneOn],
  url: z.nullable(z.string()),
  problem: z.nullable(z.string()),
  codes: optional(z.object({ problem: coded })),
});

/** Batches of deletions that a request compares with a file. */
export const LOOKED_AT_ONCE = 1;

/** An export's file without its address, unless that is given; null before there is one, and for no contacts. */
export const jobFileOf = (job: Job, address: Address | null = null) =>
  isExport(job) ? job.file && { ...job.file, format: job.work.format, ...(address ?? NO_ADDRESS) } : undefined;

const NO_ADDRESS = { url: null, problem: null };

/** The address of an export's file, or why this caller gets none; empty for any other job. */
export async function addressOf(job: JobRecord, context: RequestContext): Promise<Address | null> {
  if (!isExport(job) || job.file === null) return null;
  const { file, workspace, uuid } = job;
  const problem = await refuse(job, file, context);
  if (problem !== null)
    return {
      url: null,
      problem: sentenceOf(problem),
      ...(context.codes && { codes: { problem: codeOf(problem) } }),
    };
  return { url: fileLink({ kind: 'export', workspace, uuid }, file.attempt, context), problem: null };
}

/** Why this caller gets no address of a file; null when there is one. */
async function refuse(job: JobRecord, file: ExportFile, context: RequestContext): Promise<Refusal | null> {
  const { caller, assets, now, runtime } = context;
  const problem = await problemOfFile(runtime, job, file, { settings: assets.settings, now });
  if (problem !== null && problem.code !== 'file_of_before') return problem;
  return caller.role === 'viewer' ? { code: 'file_not_for_viewers' } : problem;
}

/** Why nobody gets a file; null when it can be fetched. 1 read unit, more while people are deleted. */
export async function problemOfFile(
  runtime: Pick<Runtime, 'data' | 'files'>,
  job: JobRecord,
  file: ExportFile,
  { settings, now }: { readonly settings: Pick<Settings, 'anon'>; readonly now: Instant },
): Promise<Refusal | null> {
  if (file.erasedOn !== undefined) return { code: 'file_erased' };
  if (fileGoneOn(file) <= now) return { code: 'file_gone' };
  if (settings.anon && !file.anon) return { code: 'file_of_before' };
  const people = peopleInExport(runtime, job, file);
  const looking = { since: file.checkedOn, batches: LOOKED_AT_ONCE };
  const standing = await standingOf(runtime.data, job.workspace, people, looking);
  if (standing === 'erased') return { code: 'file_erased' };
  return standing === 'unsure' ? { code: 'file_looked_at' } : null;
}

import type * as z from 'zod/mini';
import { type ExportFile, exportFileKey, fileGoneOn, fileNameOf } from '../../../shared/domain/exports/file.ts';
import { formatInstant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { isExport } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import type { RequestContext } from '../../../shared/lambda/endpoint.ts';
import { codeOf, sentenceOf } from '../../../shared/lambda/refusals.ts';
import type { jobSchema } from '../answers.schema.ts';

type Shown = NonNullable<z.output<typeof jobSchema>['file']>;

/** For how long a file's address is good. */
const LINK_SECONDS = 3_600;

/** An export's file without its address; null before there is one, and for an export without contacts. */
export function showFile(job: Job): { readonly file?: Shown | null } {
  if (!isExport(job)) return {};
  const { file, work } = job;
  if (file === null) return { file: null };
  const { rows, deleted, bytes } = file;
  const kept_until = formatInstant(fileGoneOn(file));
  return { file: { name: fileNameOf(work.format, file), rows, deleted, bytes, kept_until, url: null, problem: null } };
}

/** The address of an export's file, or why this caller gets none; empty for any other job. */
export async function addressOf(
  job: Job,
  context: RequestContext,
): Promise<Pick<Shown, 'url' | 'problem' | 'codes'> | null> {
  if (!isExport(job) || job.file === null) return null;
  const { file, work, workspace, uuid } = job;
  const problem = refuse(file, context);
  if (problem !== null)
    return {
      ...{ url: null, problem: sentenceOf(problem) },
      ...(context.codes && { codes: { problem: codeOf(problem) } }),
    };
  const name = fileNameOf(work.format, file);
  const key = exportFileKey(workspace, uuid, file.attempt);
  return { url: await context.runtime.files.link(key, { seconds: LINK_SECONDS, name }), problem: null };
}

/** Why a file has no address; null when it has one. */
function refuse(file: ExportFile, { caller, assets, now }: RequestContext): Refusal | null {
  if (fileGoneOn(file) <= now) return { code: 'file_gone' };
  if (caller.role === 'viewer') return { code: 'file_not_for_viewers' };
  return assets.settings.anon && !file.anon ? { code: 'file_of_before' } : null;
}

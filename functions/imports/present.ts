import type * as z from 'zod/mini';
import { readPull } from '../../shared/data/imports/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { type Import, type Plan, planKey, problemKey } from '../../shared/domain/imports/plan.ts';
import type { Refused } from '../../shared/domain/imports/record.ts';
import { wordsOf } from '../../shared/domain/imports/report-words.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { asOf } from '../../shared/domain/jobs/lifecycle.ts';
import { codeOf } from '../../shared/lambda/codes.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import type { importSchema } from './answers.schema.ts';

type Shown = z.output<typeof importSchema>;

/** An import as imports.json shows it; with what its preview has found, when `whole`. */
export async function showImport(imported: Import, context: RequestContext, { whole = false } = {}): Promise<Shown> {
  const { runtime, caller, now } = context;
  const { uuid, job: last } = imported;
  const stored = last === null ? null : await readJob(runtime.data, caller.workspace, last);
  const job = stored && asOf(stored, now);
  const problem = job?.reason === 'unreadable' ? await problemOf(imported, job, context) : null;
  const preview = whole && job !== null ? await previewOf(imported, job, context) : null;
  const pull = await showPull(imported, context);
  return {
    uuid,
    name: imported.name,
    files: imported.files.map(({ name, optedOut = false, group }) => ({
      name,
      opted_out: optedOut,
      ...(group !== undefined && { group }),
    })),
    format: imported.format,
    mapping: { ...imported.mapping },
    encoding: imported.encoding,
    group: imported.group,
    pull,
    job: job && {
      uuid: job.uuid,
      status: job.status,
      total: job.total,
      token: job.status === 'ready' ? job.token : null,
    },
    problem,
    ...(whole && { preview }),
    ...(context.codes && { codes: codesOfImport(problem, pull?.problem ?? null, preview ?? null) }),
    created_on: formatInstant(imported.createdOn),
  };
}

/** Of all that an import says in words, in its own shape. */
const codesOfImport = (
  problem: string | null,
  pulling: string | null,
  preview: (Shown['preview'] & object) | null,
): Shown['codes'] => ({
  ...(problem !== null && { problem: codeOf(problem) }),
  ...(pulling !== null && { pull: { problem: codeOf(pulling) } }),
  ...(preview && {
    preview: {
      warnings: preview.warnings.map(codeOf),
      refused: preview.refused.map(({ text }) => ({ text: codeOf(text) })),
    },
  }),
});

/** How far a pull is; of its token nothing. */
async function showPull(
  { uuid, pull: from }: Import,
  { runtime, caller, now }: RequestContext,
): Promise<Shown['pull']> {
  const stored = from === undefined ? null : await readPull(runtime.data, caller.workspace, uuid);
  if (stored === null) return null;
  const { host, since, status, startedOn, pulled, hidden, problem, notBefore } = stored.pull;
  return {
    ...{ host, since, status, pulled, hidden_addresses: hidden, problem },
    waits_until: notBefore !== null && notBefore > now ? formatInstant(notBefore) : null,
    started_on: formatInstant(startedOn),
  };
}

async function problemOf(
  { uuid }: Import,
  { workspace, uuid: job }: Job,
  { runtime }: RequestContext,
): Promise<string> {
  const stored = await runtime.files.read(problemKey(workspace, uuid, job));
  return stored === null
    ? 'Its files can not be imported.'
    : (JSON.parse(String(stored)) as { problem: string }).problem;
}

/** Null while its files are being read, and when these are gone. */
async function previewOf(
  { uuid }: Import,
  { workspace, uuid: job }: Job,
  context: RequestContext,
): Promise<Shown['preview']> {
  const { runtime } = context;
  const stored = await runtime.files.read(planKey(workspace, uuid, job));
  if (stored === null) return null;
  const plan = JSON.parse(String(stored)) as Plan;
  return {
    files: plan.files.map((file) => ({ ...file })),
    columns: plan.columns.map((column) => ({ ...column, examples: quotes(context) ? [...column.examples] : [] })),
    rows: plan.rows,
    created: plan.created,
    updated: plan.updated,
    unchanged: plan.unchanged,
    invalid: plan.invalid,
    duplicates: plan.duplicates,
    opt_outs: { ...plan.optOuts },
    new_fields: plan.newFields.map((field) => ({ ...field })),
    new_groups: [...plan.newGroups],
    new_smart_groups: (plan.newSmartGroups ?? []).map((group) => ({ ...group })),
    warnings: [...plan.warnings],
    refused: plan.refused.map((one) => showRefused(one, plan, context)),
  };
}

/** Whether the caller may see what stands in cells: addresses are in files, and of an anonymous workspace editors and viewers see none. */
const quotes = ({ caller, assets }: RequestContext): boolean =>
  !assets.settings.anon || caller.role === 'administrator';

export const showRefused = (
  { file, line, reason, text, column }: Refused,
  { files }: Pick<Plan, 'files'>,
  context: RequestContext,
) => ({
  file: files[file]?.name ?? '',
  line,
  reason,
  text: quotes(context) ? text : wordsOf(reason, text),
  column: column ?? null,
});

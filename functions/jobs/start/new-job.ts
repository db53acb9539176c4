import * as z from 'zod/mini';
import { readCounts } from '../../../shared/data/counts/index.ts';
import type { NewJob } from '../../../shared/data/jobs/index.ts';
import { confirmAboveOf } from '../../../shared/domain/approvals.ts';
import type { Counts } from '../../../shared/domain/contacts/counts.ts';
import type { FlowId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { PUBLIC_BODIES, type PublicBody, type Work } from '../../../shared/domain/jobs/kinds/index.ts';
import { isLarge } from '../../../shared/domain/jobs/lifecycle.ts';
import { isRefusal, type Refusal } from '../../../shared/domain/refusals/refusal.ts';
import type { Leaving } from '../../../shared/domain/selection/exclusions.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import type { RequestContext } from '../../../shared/lambda/http/endpoint.ts';
import type { FieldErrors } from '../../../shared/lambda/http/field-errors.ts';
import { findStartable } from '../../../shared/services/flows/find.ts';
import { type JobRequest, parseNotBefore } from '../request/body.ts';
import { parseExclude } from './exclude.ts';
import { parseSelection } from './selection.ts';

/** Why a job over so many contacts needs a preview, or null. */
export const needsPreview = (job: Pick<Job, 'confirmAbove'>, contacts: number): Refusal | null =>
  isLarge(job, contacts) ? { code: 'preview_many', most: job.confirmAbove?.toLocaleString('en') ?? '' } : null;

type Count = (counts: Counts) => number;

/** The sentence of `required` has no place for them; a hint has. */
const NO_TYPE = { code: 'required', values: [...PUBLIC_BODIES.keys()].join(', ') } as const;

type NewJobCommand = Pick<
  NewJob,
  'work' | 'params' | 'selection' | 'preview' | 'confirmAbove' | 'maxRate' | 'notBefore'
>;

/** The job in a body, with everything that it names resolved, once all other fields are valid. */
export async function parseNewJob(request: JobRequest): Promise<NewJobCommand | FieldErrors> {
  const { given, errors, assets } = request;
  const { type, selection, preview = false } = given;
  const kind = type === undefined ? undefined : PUBLIC_BODIES.get(type);
  if (kind === undefined) errors.add('type', NO_TYPE);
  if (selection === undefined) errors.add('selection', { code: 'required' });
  const notBefore = parseNotBefore(request) ?? null;
  if (kind !== undefined) {
    requireFields(kind, request);
    if (!preview) errors.add('preview', kind.previewFirst);
  }
  if (errors.body !== null || kind === undefined || selection === undefined) return errors;

  const exclude = findExclude(kind, request);
  const work = await findWork(kind, exclude ?? {}, request);
  const chosen = await parseSelection(selection, kind, request);
  if (isRefusal(chosen)) errors.add('selection', chosen);
  if (work === null || exclude === null || isRefusal(chosen)) return errors;
  const confirmAbove = kind.changesNothing ? null : confirmAboveOf(assets.settings);
  const counted = preview || confirmAbove === null ? 0 : await knownSize(chosen, exclude, request);
  errors.add('preview', needsPreview({ confirmAbove }, counted));
  if (errors.body !== null) return errors;
  return {
    ...work,
    selection: { ...chosen, ...stored(exclude) },
    preview,
    confirmAbove,
    maxRate: given.max_rate ?? null,
    notBefore,
  };
}

/** Adds errors for missing fields of this kind; no field is required of all kinds. */
function requireFields({ fields }: PublicBody, { given, errors }: JobRequest): void {
  for (const [name, schema] of Object.entries(fields)) {
    const missing = Object.hasOwn(given, name) ? undefined : z.safeParse(schema, undefined).error;
    if (missing) errors.addIssues(name, missing.issues);
  }
}

/** Null when it is wrong. */
function findExclude(kind: PublicBody, { given, errors, assets }: JobRequest): Leaving | null {
  const exclude = parseExclude(given.exclude ?? {}, assets);
  if (!isRefusal(exclude) && (!exclude.startedPreviously || 'flow' in kind.fields)) return exclude;
  errors.add('exclude', isRefusal(exclude) ? exclude : { code: 'exclude_started' });
  return null;
}

/** The stored part; the work says whether earlier starts are left out. */
function stored({ startedPreviously: _, ...exclude }: Leaving): Pick<NewJob['selection'], 'exclude'> {
  return Object.keys(exclude).length === 0 ? {} : { exclude };
}

/** Null when a field is wrong. */
async function findWork(kind: PublicBody<Work>, exclude: Leaving, request: JobRequest) {
  const { given, errors, assets } = request;
  const flow = 'flow' in kind.fields ? await findFlow(request) : null;
  if (errors.body !== null) return null;
  const parsed = kind.work(given, assets, { flow, exclude, preview: given.preview ?? false });
  if (!('problem' in parsed)) return parsed;
  errors.add(parsed.field, parsed.problem);
  return null;
}

/** Only the kinds know the types of their fields. */
async function findFlow({ given, errors, runtime, caller }: JobRequest): Promise<FlowId | null> {
  const found = await findStartable(runtime.data, caller.workspace, String((given as { flow?: unknown }).flow));
  if (!isRefusal(found)) return found.uuid;
  errors.add('flow', found);
  return null;
}

/**
 * How many contacts a selection surely has: those named, or a folder's or group's count (1 read unit), so that too
 * large a job is refused before freezing. 0 when unknown: select then finds it (`needs_preview`).
 */
async function knownSize(
  selection: Selection,
  exclude: Leaving,
  { runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>,
): Promise<number> {
  const named = 'contacts' in selection ? selection.contacts.length : 0;
  const known = Object.keys(exclude).length === 0 ? countsIn(selection) : [];
  if (known.length === 0) return named;
  const counts = await readCounts(runtime.data, caller.workspace);
  // Of several groups the largest, because counts do not show shared members.
  return Math.max(named, ...known.map((count) => count(counts)));
}

function countsIn(selection: Selection): readonly Count[] {
  if ('groups' in selection)
    return selection.groups.map(
      (group): Count =>
        ({ groups }) =>
          groups[group] ?? 0,
    );
  if (!('folder' in selection)) return [];
  const { folder } = selection;
  return [({ folders }) => folders[folder] + (folder === 'active' ? folders.dormant : 0)];
}

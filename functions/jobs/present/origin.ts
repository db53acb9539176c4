import * as z from 'zod/mini';
import { STATUSES } from '../../../shared/domain/contacts/contact.ts';
import { EXPORT_FORMATS } from '../../../shared/domain/exports/file.ts';
import type { FlowId, GroupId } from '../../../shared/domain/ids.ts';
import { refusalsSchema, showRefusals } from '../../../shared/domain/imports/refusals.ts';
import { formatInstant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { lastingSelection } from '../../../shared/domain/jobs/kept-run.ts';
import { leavingOf } from '../../../shared/domain/jobs/kinds/index.ts';
import type { JobTarget } from '../../../shared/domain/jobs/kinds/kind.ts';
import type { JobNames } from '../../../shared/domain/jobs/summary/summary.ts';
import type { Leaving } from '../../../shared/domain/selection/exclusions.ts';
import type { EarlierJobSelection, Selection } from '../../../shared/domain/selection/selection.ts';
import { OUTCOMES } from '../../../shared/domain/selection/verdict.ts';
import { arrayOf, optional, presenter } from '../../../shared/lambda/http/presenter.ts';

export const jobActorShown = presenter<{ readonly id: string; readonly name: string }>()({
  uuid: [z.string(), ({ id }) => id],
  name: [z.nullable(z.string()), ({ name }) => name || null],
});

/** The token, with its name then or now; null for the service's own jobs. */
export const creatorOf = ({ createdBy, creator }: Job, { actors }: JobNames) =>
  createdBy === 'system' ? null : { id: createdBy, name: creator ?? actors.get(createdBy) ?? '' };

const groupShown = presenter<GroupId, JobNames>()({
  uuid: [z.string(), (uuid) => uuid],
  name: [z.nullable(z.string()), (uuid, { groups }) => groups.get(uuid)?.name ?? null],
});

const flowShown = presenter<FlowId, JobNames>()({
  uuid: [z.string(), (uuid) => uuid],
  name: [z.nullable(z.string()), (uuid, { flows }) => flows.get(uuid)?.name ?? null],
});

/** What a job does to its contacts. It contains no address or personal value. */
export const targetShown = presenter<JobTarget, JobNames>()({
  status: optional(z.enum(STATUSES)),
  group: optional(groupShown),
  from: optional(groupShown),
  flow: optional(flowShown),
  field: optional(z.string()),
  language: optional(z.nullable(z.string())),
  format: optional(z.enum(EXPORT_FORMATS)),
  columns: optional(z.array(z.string())),
  /** Of a file: times are on the workspace's clock. */
  readable: optional(z.literal(true)),
  job: optional(z.string()),
  days: optional(z.int()),
  refusals: optional({ schema: refusalsSchema, show: showRefusals }),
  /** Of an undo: why it lifts opt-outs. */
  reason: optional(z.string()),
});

const excludedShown = presenter<Leaving, JobNames>()({
  non_active: optional(z.boolean()),
  in_a_flow: optional(z.boolean()),
  started_previously: optional(z.boolean()),
  not_seen_since_days: optional(z.int()),
  seen_within_days: optional(z.int()),
  groups: optional(arrayOf(groupShown)),
});

export const selectionSchema = z.object({
  /** Of an import: its uuid in imports.json. */
  import: z.optional(z.string()),
  folder: z.optional(z.nullable(z.string())),
  query: z.optional(z.string()),
  groups: z.optional(z.array(groupShown.schema)),
  contacts: z.optional(z.int()),
  active_only: z.optional(z.boolean()),
  job: z.optional(z.string()),
  outcome: z.optional(z.enum(OUTCOMES)),
  reason: z.optional(z.string()),
  modified: z.optional(z.object({ from: z.string(), to: z.string() })),
  exclude: z.optional(excludedShown.schema),
});

type ShownSelection = z.output<typeof selectionSchema>;

/** Contacts are only counted, since the job's `contacts` names them. Values in queries are always masked. */
export function showSelection({ work }: Job, names: JobNames, stored: Selection): ShownSelection {
  const selection = lastingSelection(stored);
  const exclude = { ...selection.exclude, ...leavingOf(work) };
  return {
    ...showChosen(selection, names),
    ...(Object.keys(exclude).length > 0 && { exclude: excludedShown.show(exclude, names) }),
  };
}

function showChosen(selection: Selection, names: JobNames): ShownSelection {
  if ('folder' in selection) return { folder: selection.folder };
  if ('query' in selection) return { query: selection.query, folder: selection.within };
  if ('modified' in selection) {
    const { from, to } = selection.modified;
    return { modified: { from: formatInstant(from), to: formatInstant(to) } };
  }
  if ('import' in selection) return { import: selection.import };
  if ('job' in selection) return ofJob(selection);
  const { groups, contacts, activeOnly } = selection;
  return {
    groups: groups.map((uuid) => groupShown.show(uuid, names)),
    contacts: contacts.length,
    active_only: activeOnly,
  };
}

const ofJob = ({ job, outcome, reason }: EarlierJobSelection) => ({
  job,
  outcome,
  ...(reason !== undefined && { reason }),
});

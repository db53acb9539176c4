import type * as z from 'zod/mini';
import type { GroupId } from '../../../shared/domain/ids.ts';
import { formatInstant } from '../../../shared/domain/instant.ts';
import type { Leaving } from '../../../shared/domain/jobs/exclusions.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { kindOf, leavingOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { lastingSelection } from '../../../shared/domain/jobs/retained-input.ts';
import type { EarlierJobSelection, Selection } from '../../../shared/domain/jobs/selection.ts';
import { selectionWords } from '../../../shared/domain/jobs/selection-words.ts';
import type { jobSchema } from '../answers.schema.ts';
import type { JobNames } from './names.ts';

type Shown = z.output<typeof jobSchema>;

/** Who asked for a job, how, for which contacts and what for. It contains no address or personal value. */
export const showOrigin = (job: Job, names: JobNames, selection?: Selection) => ({
  created_by: showCreator(job, names),
  origin: job.origin,
  target: showTarget(job, names),
  selection: selection === undefined ? { text: job.selected } : showSelection(job, selection, names),
});

/** The token, with its name then or now; null for the service's own jobs. */
const showCreator = ({ createdBy, creator }: Job, { actors }: JobNames): Shown['created_by'] =>
  createdBy === 'system' ? null : { uuid: createdBy, name: creator ?? actors.get(createdBy) ?? null };

function showTarget(job: Job, names: JobNames): Shown['target'] {
  const {
    status,
    group,
    from,
    flow,
    format,
    columns,
    job: undone,
    days,
    dismissed,
    ...same
  } = kindOf(job).target(job.work);
  return {
    ...(status !== undefined && { status }),
    ...(group !== undefined && { group: showGroup(group, names) }),
    ...(from !== undefined && { from: showGroup(from, names) }),
    ...(flow !== undefined && { flow: { uuid: flow, name: names.flows.get(flow) ?? null } }),
    ...same,
    ...(format !== undefined && { format }),
    ...(columns !== undefined && { columns: [...columns] }),
    ...(undone !== undefined && { job: undone }),
    ...(days !== undefined && { days }),
    ...(dismissed !== undefined && { dismissed: { ...dismissed } }),
  };
}

const showGroup = (uuid: GroupId, { groups }: JobNames) => ({ uuid, name: groups.get(uuid)?.name ?? null });

/** Contacts are only counted, since the job's `contacts` names them. Values in queries are always masked. */
function showSelection({ selected, work }: Job, stored: Selection, names: JobNames): Shown['selection'] {
  const selection = lastingSelection(stored);
  const exclude = showExclusions({ ...selection.exclude, ...leavingOf(work) }, names);
  return {
    text: selected ?? selectionWords(selection, names, leavingOf(work)),
    ...showChosen(selection, names),
    ...(Object.keys(exclude).length > 0 && { exclude }),
  };
}

function showChosen(selection: Selection, names: JobNames): Omit<Shown['selection'], 'text'> {
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
    groups: groups.map((uuid) => showGroup(uuid, names)),
    contacts: contacts.length,
    active_only: activeOnly,
  };
}

const showExclusions = (
  { nonActive, inAFlow, startedPreviously, notSeenSinceDays, seenWithinDays, groups }: Leaving,
  names: JobNames,
): NonNullable<Shown['selection']['exclude']> => ({
  ...(nonActive && { non_active: true }),
  ...(inAFlow && { in_a_flow: true }),
  ...(startedPreviously && { started_previously: true }),
  ...(notSeenSinceDays !== undefined && { not_seen_since_days: notSeenSinceDays }),
  ...(seenWithinDays !== undefined && { seen_within_days: seenWithinDays }),
  ...(groups && { groups: groups.map((uuid) => showGroup(uuid, names)) }),
});

const ofJob = ({ job, outcome, reason }: EarlierJobSelection) => ({
  job,
  outcome,
  ...(reason !== undefined && { reason }),
});

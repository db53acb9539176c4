import {
  changeMany,
  type Decide,
  type ManyOptions,
  type ManyOutcome,
  readContacts,
} from '../../../shared/data/contacts/index.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import { finishedJobs, isSliceOpen } from '../../../shared/data/jobs/index.ts';
import { isRevised, loadAssets } from '../../../shared/data/workspace/index.ts';
import { type Applied, apply } from '../../../shared/domain/changes/apply.ts';
import {
  type Change,
  type Contact,
  isTombstone,
  type Mark,
  type Tombstone,
} from '../../../shared/domain/contacts/contact.ts';
import { KEPT_MARKS, marksOf } from '../../../shared/domain/contacts/marks.ts';
import { followsOfChange } from '../../../shared/domain/costs/forecast.ts';
import { haveGroupsChanged } from '../../../shared/domain/groups/changed-groups.ts';
import type { ContactId, JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { areChangesSettled } from '../../../shared/domain/jobs/lifecycle.ts';
import { type Decision, once, type Rule } from '../../../shared/domain/jobs/rules.ts';
import { earlierVerdict, failed, skipped, type Verdict } from '../../../shared/domain/selection/verdict.ts';
import { unreachable } from '../../../shared/domain/unreachable.ts';
import { errorNamed } from '../../../shared/query/error-named.ts';
import type { WorkRuntime } from './runtime.ts';

/** Corrects memberships in groups that changed while the slice was worked on, which is no change by the job. */
export async function followGroups(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  { assets: before, now, change: { job: _, slice: __, ...change } }: Working,
): Promise<void> {
  if (!(await isRevised(data, before.settings))) return;
  const assets = await loadAssets(data, workspace);
  if (!haveGroupsChanged(before, assets)) return;
  const read = await readContacts(data, workspace, uuids);
  const live = [...read.values()].filter((item): item is Contact => !isTombstone(item));
  await changeMany(data, workspace, live, (contact) => {
    const gone = contact.groups.filter((group) => !assets.groups.has(group));
    return apply(
      contact,
      [
        ...(gone.length > 0 ? [{ type: 'groups', groups: gone, modification: 'remove' } as const] : []),
        { type: 'regroup' },
      ],
      assets,
      { now, change, taken: new Set() },
    );
  });
}

/** Another delivery has closed the slice: contacts may have forgotten it, and this one's decisions no longer count. */
class SliceClosedError extends errorNamed('SliceClosedError') {}

interface Changing extends Pick<Working, 'assets' | 'change' | 'now'>, Pick<ManyOptions, 'planned' | 'goOn'> {
  readonly rule: Rule;
  readonly slice: Mark & { readonly done: number };
}

/**
 * Applies a rule to contacts and stores the changes; one may fail alone. Only the first of them when the job is to
 * stop; null when another delivery closed the slice.
 */
export async function changeContacts(
  runtime: WorkRuntime,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  work: Changing,
): Promise<ReadonlyMap<ContactId, Verdict> | null> {
  try {
    const read = await readContacts(runtime.data, workspace, uuids);
    const items = uuids.map((uuid) => ({ uuid, item: read.get(uuid) }));
    const live = items.flatMap(({ item }) => (item === undefined || isTombstone(item) ? [] : item));
    const changed = await changeLive(runtime, workspace, live, work);
    const isLeft = new Set(live.map(({ uuid }) => uuid).filter((uuid) => !changed.has(uuid)));
    const end = items.findIndex(({ uuid }) => isLeft.has(uuid));
    const done = end === -1 ? items : items.slice(0, end);
    return new Map(done.map(({ uuid, item }) => [uuid, changed.get(uuid) ?? verdictOfGone(item, work.change)]));
  } catch (error) {
    if (error instanceof SliceClosedError) return null;
    throw error;
  }
}

async function changeLive(
  { data, logger }: WorkRuntime,
  workspace: WorkspaceId,
  contacts: readonly Contact[],
  { rule: wanted, slice, assets, change, now, planned, goOn }: Changing,
): Promise<ReadonlyMap<ContactId, Verdict>> {
  // Contacts keep the marks of an open slice, so those read before this check have them (ADR 004).
  const onceRead = async () => {
    if (!(await isSliceOpen(data, workspace, slice))) throw new SliceClosedError();
  };
  if (contacts.some(({ modifiedOn }) => !areChangesSettled(modifiedOn, now))) await onceRead();
  const rule = once(wanted, change, await finishedJobs(data, workspace, jobsToLookAt(contacts), now));
  const decisions = new Map<ContactId, Decision>();
  const follows = new Map<ContactId, number>();
  const decide: Decide = (contact, taken, optOuts) => {
    const decision = rule(contact, taken, optOuts);
    decisions.set(contact.uuid, decision);
    if (decision.outcome !== 'apply') return untouched(contact);
    follows.set(contact.uuid, followsOfChange(contact, decision.applied.contact, assets));
    return decision.applied;
  };
  const outcomes = await changeMany(data, workspace, contacts, decide, { onceRead, planned, goOn });
  for (const [contact, done] of outcomes) {
    if (done.outcome === 'changed') data.meter.addFollowing(follows.get(contact) ?? 0);
    if (done.outcome === 'failed' && done.reason === 'error')
      logger.error('contact failed', { error: done.error, contact, job: change.job });
  }
  return new Map([...outcomes].map(([uuid, outcome]) => [uuid, verdictOf(outcome, decisions.get(uuid))]));
}

/** The jobs that contacts remember, if they have more marks than stay without a check. */
const jobsToLookAt = (contacts: readonly Contact[]): ReadonlySet<JobId> =>
  new Set(
    contacts
      .map(marksOf)
      .filter(({ length }) => length > KEPT_MARKS)
      .flatMap((marks) => marks.map(({ job }) => job)),
  );

const verdictOfGone = (item: Contact | Tombstone | undefined, change: Change): Verdict =>
  (item && earlierVerdict(item, change)) ?? skipped('deleted');

function verdictOf(stored: ManyOutcome, decision: Decision | undefined): Verdict {
  switch (stored.outcome) {
    case 'missing':
    case 'deleted':
      return skipped('deleted');
    case 'failed':
      return failed(stored.reason);
    case 'changed':
    case 'unchanged':
      return decision && decision.outcome !== 'apply' ? decision : { outcome: stored.outcome };
    default:
      return unreachable(stored);
  }
}

const untouched = (contact: Contact): Applied => ({ contact, events: [], changed: false });

/**
 * The nightly repair of a workspace: a round through rosters, contacts and counts, within the cost of a night.
 *
 *   W#<workspace>   AUDIT   { night, looked, place }: the progress of the round, and what this night has looked at
 */
import type { GroupId, WorkspaceId } from '../../domain/ids.ts';
import { dayOf, type Instant } from '../../domain/instant.ts';
import { pageIndex } from '../contacts/index.ts';
import { beginRecount, takeRecountFurther } from '../counts/index.ts';
import { type Data, getItem, put, shardsOf, write } from '../dynamo/index.ts';
import { loadAssets } from '../workspace/index.ts';
import { repairContacts } from './contacts.ts';
import { addRepairCounts, NO_REPAIRS, type RepairCounts } from './findings.ts';
import { pageRosterEntries, repairRosterEntries } from './rosters.ts';

/** Contacts and roster entries of one workspace in a night: some 200,000 read units, 3 cents. */
const NIGHTLY = 100_000;
const PAGE = 500;

type Place =
  | { readonly phase: 'rosters'; readonly group: GroupId | null; readonly shard: number; readonly after: string | null }
  | {
      readonly phase: 'contacts';
      readonly life: 'live' | 'deleted';
      readonly shard: number;
      readonly after: string | null;
    }
  | { readonly phase: 'counts' };

interface State {
  /** The day, UTC. */
  readonly night: string;
  readonly looked: number;
  readonly place: Place;
}

interface Step {
  readonly looked: number;
  readonly mended: RepairCounts;
  /** Where the round continues; null at its end. `waits`: not before two minutes have passed. */
  readonly next: Place | 'waits' | null;
}

const BEGINNING: Place = { phase: 'rosters', group: null, shard: 0, after: null };

const stateKey = (workspace: WorkspaceId) => ({ pk: `W#${workspace}`, sk: 'AUDIT' });

interface Audited {
  readonly looked: number;
  readonly mended: RepairCounts;
}

/**
 * Continues or begins a workspace's round until it ends, the night has looked at 100,000 entries, or `now` reaches
 * `until`. About 2 read units each. Repeats safely what it has not recorded.
 */
export async function auditWorkspace(
  data: Data,
  workspace: WorkspaceId,
  now: () => Instant,
  until: Instant,
): Promise<Audited> {
  const night = dayOf(now());
  const known = await getItem<State>(data, 'workspace', stateKey(workspace), { consistent: true });
  let place: Place | null = known?.place ?? BEGINNING;
  let looked = known?.night === night ? known.looked : 0;
  const before = looked;
  let mended = NO_REPAIRS;
  while (place !== null && looked < NIGHTLY && now() < until) {
    const step: Step = await stepAt(data, workspace, place, now());
    looked += step.looked;
    mended = addRepairCounts(mended, step.mended);
    if (step.next === 'waits') break;
    place = step.next;
  }
  const state = { ...stateKey(workspace), night, looked, place: place ?? BEGINNING };
  await write(data, put('workspace', state));
  return { looked: looked - before, mended };
}

function stepAt(data: Data, workspace: WorkspaceId, place: Place, now: Instant): Promise<Step> {
  switch (place.phase) {
    case 'rosters':
      return stepOfRosters(data, workspace, place, now);
    case 'contacts':
      return stepOfContacts(data, workspace, place, now);
    case 'counts':
      return stepOfCounts(data, workspace, now);
  }
}

type PlaceOf<Phase extends Place['phase']> = Extract<Place, { phase: Phase }>;

/** Groups in the order of their uuids, which new and deleted groups do not change. */
async function stepOfRosters(
  data: Data,
  workspace: WorkspaceId,
  place: PlaceOf<'rosters'>,
  now: Instant,
): Promise<Step> {
  const groups = [...(await loadAssets(data, workspace)).groups.keys()].sort();
  const group = place.group ?? groups[0];
  if (group === undefined) return { looked: 0, mended: NO_REPAIRS, next: FIRST_CONTACT };
  const { entries, after } = await pageRosterEntries(data, workspace, { ...place, group }, PAGE);
  const mended = await repairRosterEntries(data, workspace, entries, now);
  const next = (): Place => {
    if (after !== null) return { ...place, group, after };
    if (place.shard + 1 < shardsOf(data, workspace).length)
      return { ...place, group, shard: place.shard + 1, after: null };
    const following = groups.find((one) => one > group);
    return following === undefined ? FIRST_CONTACT : { ...place, group: following, shard: 0, after: null };
  };
  return { looked: entries.length, mended, next: next() };
}

const FIRST_CONTACT: Place = { phase: 'contacts', life: 'live', shard: 0, after: null };

/** In the order of modification, so that contacts changed meanwhile come again at the end. */
async function stepOfContacts(
  data: Data,
  workspace: WorkspaceId,
  place: PlaceOf<'contacts'>,
  now: Instant,
): Promise<Step> {
  const { uuids, cursor } = await pageIndex(data, workspace, place, { before: now, limit: PAGE });
  const mended = await repairContacts(data, workspace, uuids, now);
  const next = (): Place => {
    if (cursor !== null) return { ...place, after: cursor };
    if (place.shard + 1 < shardsOf(data, workspace).length) return { ...place, shard: place.shard + 1, after: null };
    return place.life === 'live' ? { ...place, life: 'deleted', shard: 0, after: null } : { phase: 'counts' };
  };
  return { looked: uuids.length, mended, next: next() };
}

const COUNTS: Place = { phase: 'counts' };

async function stepOfCounts(data: Data, workspace: WorkspaceId, now: Instant): Promise<Step> {
  const step = await takeRecountFurther(data, workspace, now);
  if (step === null) {
    await beginRecount(data, workspace, now);
    return { looked: 0, mended: NO_REPAIRS, next: 'waits' };
  }
  if (step.state === 'counting') return { looked: step.contacts, mended: NO_REPAIRS, next: COUNTS };
  if (step.state !== 'done') return { looked: 0, mended: NO_REPAIRS, next: 'waits' };
  const wrong = Object.keys({ ...step.drift.folders, ...step.drift.groups }).length;
  return { looked: 0, mended: addRepairCounts(NO_REPAIRS, { counts: wrong }), next: null };
}

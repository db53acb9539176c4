/**
 * Flow starts by modification (TextIt 6.1), while jobs themselves are in the order of creation. An ended start changes
 * no more and is listed by its end; the few open ones are read. A preview is listed once it is run.
 */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Job, JobInput } from '../../domain/jobs/job.ts';
import { KEPT_STEPS } from '../../domain/jobs/kept-run.ts';
import { isStart, type Start } from '../../domain/jobs/kinds/index.ts';
import { hasEnded, isUnrun } from '../../domain/jobs/lifecycle.ts';
import { type PackedOutcomes, walkedWays } from '../../domain/jobs/outcome.ts';
import { type PathSegments, pathSegmentsOf } from '../../domain/jobs/path-segments.ts';
import { sliceNumbersOf } from '../../domain/jobs/slice-numbers.ts';
import { type Bounds, MODIFIED_SHAPE, sortableMicros } from '../contacts/index.ts';
import { batchGet, type Data, type Key } from '../dynamo/index.ts';
import {
  asListed,
  cursorTo,
  justAbove,
  type Neighbours,
  neighboursOf,
  type PagePlace,
  pageItems,
  placeOf,
  untilShown,
} from '../paging/index.ts';
import { fromHeader, type JobRecord } from './header.ts';
import { readInputs } from './input.ts';
import { ENDED_PREFIX, jobKey, jobsPk, outcomeKey } from './items.ts';
import { openJobsOf } from './open-jobs.ts';

export interface StartsPage extends Bounds {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
  /** First modified first. */
  readonly reverse?: boolean | undefined;
}

export interface ShownStart extends JobInput {
  readonly job: Job<Start>;
}

type Starts = Neighbours & { readonly starts: readonly ShownStart[] };

/** Half read units of a page: 250 starts of one contact and 4 KB of parameters each, or fewer larger ones. */
const MOST_WEIGHT = 1_000;

/** Flow starts, last modified first unless `reverse`: 1 read unit an open one, and up to 500 for those shown. */
export const listStarts = (data: Data, workspace: WorkspaceId, page: StartsPage): Promise<Starts> =>
  untilShown(
    page.cursor,
    ({ starts }) => starts.length === 0,
    (cursor) => pageStarts(data, workspace, { ...page, cursor }),
  );

async function pageStarts(data: Data, workspace: WorkspaceId, page: StartsPage): Promise<Starts> {
  const place = placeOf(page.cursor, MODIFIED_SHAPE);
  // In this order, a start that ends in between is found among the ended.
  const open = await openStarts(data, workspace);
  const ended = await endedStarts(data, workspace, page, place);
  const headers = new Map(open.map((job) => [job.uuid, job]));
  const upwards = place.back !== (page.reverse ?? false);
  const known = open.map(keyOf).filter((key) => isWithin(key, page) && isBehind(key, place.key, upwards));
  const keys = new Map([...known, ...ended.keys].map((key) => [idOf(key), key]));
  const sorted = [...keys.values()].sort();
  const candidates = (upwards ? sorted : sorted.reverse()).slice(0, page.limit);
  for (const job of await readHeaders(data, workspace, ended.keys.map(idOf), false)) headers.set(job.uuid, job);
  const read = candidates.slice(0, lightEnough(candidates.map((key) => headers.get(idOf(key))?.weight ?? 0)));
  const jobs = asListed(place, read).flatMap((key) => headers.get(idOf(key)) ?? []);
  const more = ended.more || sorted.length > read.length;
  return { starts: await withInputs(data, workspace, jobs), ...neighboursOf(place, read, more) };
}

/** How many of the weights fit into a page; at least one. */
function lightEnough(weights: readonly number[]): number {
  let left = MOST_WEIGHT;
  const over = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return over === -1 ? weights.length : Math.max(1, over);
}

/** The input is written with its start and never changes, so a cheap read may only miss that of an open start. */
async function withInputs(data: Data, workspace: WorkspaceId, jobs: readonly Job<Start>[]): Promise<ShownStart[]> {
  const [ended, open] = partition(jobs, hasEnded);
  const inputs = await Promise.all([
    readInputs(data, workspace, ended, { consistent: false }),
    readInputs(data, workspace, open, { consistent: true }),
  ]);
  return jobs.map((job) => ({ job, ...(inputs[0].get(job.uuid) ?? inputs[1].get(job.uuid) ?? NO_INPUT) }));
}

/** For a start whose input has already expired. */
const NO_INPUT: JobInput = { selection: { groups: [], contacts: [], activeOnly: true }, params: null };

const partition = (jobs: readonly Job[], isOne: (job: Job) => boolean): readonly [JobId[], JobId[]] => {
  const idsOf = (some: readonly Job[]) => some.map(({ uuid }) => uuid);
  return [idsOf(jobs.filter(isOne)), idsOf(jobs.filter((job) => !isOne(job)))];
};

const keyOf = ({ modifiedOn, uuid }: Job): string => `${sortableMicros(modifiedOn)}#${uuid}`;
const idOf = (key: string): JobId => key.slice(key.indexOf('#') + 1) as JobId;

const isWithin = (key: string, { before, after }: Bounds): boolean =>
  (!before || key < justAbove(sortableMicros(before))) && (!after || key >= sortableMicros(after));

const isBehind = (key: string, from: string | null, upwards: boolean): boolean =>
  from === null || (upwards ? key > from : key < from);

async function endedStarts(data: Data, workspace: WorkspaceId, page: StartsPage, place: PagePlace) {
  const { before, after, limit, reverse } = page;
  const range = {
    table: 'workspace' as const,
    consistent: true,
    pk: jobsPk(workspace),
    from: `${ENDED_PREFIX}${after ? sortableMicros(after) : ''}`,
    to: justAbove(`${ENDED_PREFIX}${before ? sortableMicros(before) : ''}`),
  };
  const cursor = cursorTo({ ...place, key: place.key && `${ENDED_PREFIX}${place.key}` });
  const found = await pageItems<Key>(data, range, { limit, cursor, reverse, keep: () => true });
  const keys = found.items.map(({ sk }) => sk.slice(ENDED_PREFIX.length));
  return { keys, more: (place.back ? found.previous : found.cursor) !== null };
}

async function openStarts(data: Data, workspace: WorkspaceId): Promise<JobRecord<Start>[]> {
  const open = await readHeaders(data, workspace, await openJobsOf(data, workspace, 'start'), true);
  return open.filter((job) => !isUnrun(job));
}

async function readHeaders(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly JobId[],
  consistent: boolean,
): Promise<JobRecord<Start>[]> {
  const keys = uuids.map((uuid) => jobKey(workspace, uuid));
  const items = await batchGet<Record<string, unknown>>(data, 'workspace', keys, { consistent });
  return items.map(fromHeader).filter((job): job is JobRecord<Start> => isStart(job));
}

/** Slices of 500 to read: of a larger start only the first 100,000 contacts are counted. */
const MOST = 200;

export interface StartPaths extends PathSegments {
  /** Whether all slices were read. */
  readonly complete: boolean;
}

/**
 * Where the runs of a start went, from the outcomes of its slices. Half a read unit a slice, at most 100. Of a running
 * start, contacts in progress count as decided.
 */
export async function readStartPaths(data: Data, job: JobRecord): Promise<StartPaths> {
  const { workspace, uuid, slices } = job;
  const keys = sliceNumbersOf(job)
    .slice(0, MOST)
    .map((slice) => outcomeKey(workspace, uuid, slice));
  const items = await batchGet<Key & PackedOutcomes>(data, 'workspace', keys);
  return { ...pathSegmentsOf(items.flatMap(walkedWays), KEPT_STEPS), complete: slices.total <= MOST };
}

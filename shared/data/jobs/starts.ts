/**
 * Flow starts by when they were modified (TextIt 6.1), which jobs' own order, that of their making, does not give. A start
 * that has ended is modified no more and is listed by its end; those that have not ended are few and are read.
 */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { isStart, type Start } from '../../domain/jobs/kinds/index.ts';
import { type Bounds, MODIFIED_SHAPE, sortableMicros } from '../contacts/index.ts';
import { batchGet, type Data, type Key } from '../dynamo/index.ts';
import {
  asListed,
  cursorTo,
  justAbove,
  type Neighbours,
  neighboursOf,
  type Place,
  pageItems,
  placeOf,
  untilShown,
} from '../paging/index.ts';
import { ENDED_PREFIX, fromHeader, jobKey, jobsPk } from './items.ts';
import { openJobsOf } from './store.ts';

export interface StartsPage extends Bounds {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

type Starts = Neighbours & { readonly jobs: readonly Job<Start>[] };

/**
 * Flow starts, last modified first. A page costs a query of what is open, 1 read unit for each start that is, a query of
 * what has ended, and 0.5 for each of those shown, however many there are.
 */
export const listStarts = (data: Data, workspace: WorkspaceId, page: StartsPage): Promise<Starts> =>
  untilShown(
    page.cursor,
    ({ jobs }) => jobs.length === 0,
    (cursor) => pageStarts(data, workspace, { ...page, cursor }),
  );

async function pageStarts(data: Data, workspace: WorkspaceId, page: StartsPage): Promise<Starts> {
  const place = placeOf(page.cursor, MODIFIED_SHAPE);
  // In this order: a start that ends in between is found among the ended.
  const open = await openStarts(data, workspace);
  const ended = await endedStarts(data, workspace, page, place);
  const headers = new Map(open.map((job) => [job.uuid, job]));
  const known = open.map(keyOf).filter((key) => isWithin(key, page) && isBehind(key, place));
  const keys = new Map([...known, ...ended.keys].map((key) => [idOf(key), key]));
  const sorted = [...keys.values()].sort();
  const read = (place.back ? sorted : sorted.reverse()).slice(0, page.limit);
  for (const job of await readHeaders(data, workspace, ended.keys.map(idOf), false)) headers.set(job.uuid, job);
  const jobs = asListed(place, read).flatMap((key) => headers.get(idOf(key)) ?? []);
  return { jobs, ...neighboursOf(place, read, ended.more || sorted.length > page.limit) };
}

const keyOf = ({ modifiedOn, uuid }: Job): string => `${sortableMicros(modifiedOn)}#${uuid}`;
const idOf = (key: string): JobId => key.slice(key.indexOf('#') + 1) as JobId;

const isWithin = (key: string, { before, after }: Bounds): boolean =>
  (!before || key < justAbove(sortableMicros(before))) && (!after || key >= sortableMicros(after));

const isBehind = (key: string, place: Place): boolean =>
  place.key === null || (place.back ? key > place.key : key < place.key);

async function endedStarts(data: Data, workspace: WorkspaceId, { before, after, limit }: StartsPage, place: Place) {
  const range = {
    table: 'workspace' as const,
    consistent: true,
    pk: jobsPk(workspace),
    from: `${ENDED_PREFIX}${after ? sortableMicros(after) : ''}`,
    to: justAbove(`${ENDED_PREFIX}${before ? sortableMicros(before) : ''}`),
  };
  const cursor = cursorTo({ ...place, key: place.key && `${ENDED_PREFIX}${place.key}` });
  const found = await pageItems<Key>(data, range, { limit, cursor, keep: () => true });
  const keys = found.items.map(({ sk }) => sk.slice(ENDED_PREFIX.length));
  return { keys, more: (place.back ? found.previous : found.cursor) !== null };
}

async function openStarts(data: Data, workspace: WorkspaceId): Promise<Job<Start>[]> {
  return readHeaders(data, workspace, await openJobsOf(data, workspace, 'start'), true);
}

async function readHeaders(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly JobId[],
  consistent: boolean,
): Promise<Job<Start>[]> {
  const keys = uuids.map((uuid) => jobKey(workspace, uuid));
  const items = await batchGet<Record<string, unknown>>(data, 'workspace', keys, { consistent });
  return items.map((item): Job => fromHeader(item)).filter(isStart);
}

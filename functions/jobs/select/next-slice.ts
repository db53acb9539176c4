import type { Data } from '../../../shared/data/client.ts';
import { pageSelection } from '../../../shared/data/selection.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { type Cursor, nextPartition } from '../../../shared/domain/jobs/cursor.ts';
import { type Job, SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';

/** A slice that lacks only a few is not filled one by one. */
const SMALLEST_PAGE = 25;

export interface NextSlice {
  readonly uuids: readonly ContactId[];
  /** Where the slice after this one begins; null when the selection has been gone through. */
  readonly cursor: Cursor | null;
  /** Index pages looked at. */
  readonly pages: number;
}

/** Collects the next up to 500 contacts of a selection, looking at no more than so many index pages. */
export async function nextSlice(data: Data, job: Job, start: Cursor, mostPages: number): Promise<NextSlice> {
  const uuids = new Set<ContactId>();
  let cursor: Cursor | null = start;
  let pages = 0;
  while (cursor !== null && uuids.size < SLICE_SIZE && pages < mostPages) {
    const room = SLICE_SIZE - uuids.size;
    const { found, after } = await pageSelection(data, job, cursor, Math.max(room, SMALLEST_PAGE));
    const taken = found.slice(0, room);
    for (const { uuid } of taken) uuids.add(uuid);
    cursor = found.length > room ? behind(cursor, taken.at(-1)?.at ?? null) : onward(job, cursor, after);
    pages++;
  }
  return { uuids: [...uuids], cursor, pages };
}

const behind = ({ part, shard }: Cursor, after: string | null): Cursor => ({ part, shard, after });

const onward = (job: Job, cursor: Cursor, after: string | null): Cursor | null =>
  after === null ? nextPartition(job, cursor) : behind(cursor, after);

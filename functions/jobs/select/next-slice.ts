import type { Data } from '../../../shared/data/dynamo/index.ts';
import { pageSelection, type SelectionPage } from '../../../shared/data/jobs/index.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { type Cursor, nextPartition } from '../../../shared/domain/jobs/cursor.ts';
import { type Job, SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';

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
    const page: SelectionPage = await pageSelection(data, job, cursor, SLICE_SIZE - uuids.size);
    for (const uuid of page.uuids) uuids.add(uuid);
    cursor = page.after === null ? nextPartition(job, cursor) : { ...cursor, after: page.after };
    pages++;
  }
  return { uuids: [...uuids], cursor, pages };
}

import { consumedSince, type Data } from '../../../shared/data/dynamo/index.ts';
import { type FrozenPage, type JobRecord, startedBefore } from '../../../shared/data/jobs/index.ts';
import { nextSlice } from './next-slice.ts';

/** Index pages that one message looks at before it sends itself on: some seconds of work, whatever the size of the job. */
const PAGES = 20;

type Page = Omit<FrozenPage, 'now'>;

/** What one message freezes of a pending job: at most 20 slices, 10,000 contacts. */
export async function nextPages(data: Data, job: JobRecord): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let cursor = job.cursor;
  let left = PAGES;
  while (cursor !== null && left > 0) {
    const start = data.meter.read();
    const slice = await nextSlice(data, job, cursor, left);
    pages.push({ uuids: slice.uuids, cursor: slice.cursor, capacity: consumedSince(data.meter, start) });
    cursor = slice.cursor;
    left -= slice.pages;
  }
  return job.work.type === 'start' && !job.work.restartParticipants
    ? withoutStarted(data, job, job.work, pages)
    : pages;
}

/** All pages of a message are checked at once, so that the manifests of earlier starts are read once for 10,000 contacts. */
async function withoutStarted(
  data: Data,
  job: JobRecord,
  { flow }: { readonly flow: Parameters<typeof startedBefore>[2] },
  pages: readonly Page[],
): Promise<readonly Page[]> {
  const start = data.meter.read();
  const asked = pages.flatMap(({ uuids }) => uuids);
  const started = await startedBefore(data, job, flow, asked);
  const { readUnits, writeUnits } = consumedSince(data.meter, start);
  return pages.map(({ uuids, cursor, capacity }, index) => ({
    uuids: uuids.filter((uuid) => !started.has(uuid)),
    cursor,
    capacity:
      index === 0
        ? { readUnits: capacity.readUnits + readUnits, writeUnits: capacity.writeUnits + writeUnits }
        : capacity,
  }));
}

/**
 *   L#<workspace>  DEAR  { seconds, at, version, ttl }: the seconds of dear requests that were taken, as of a time
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import { type SecondsTaken, takenWith } from '../../domain/limits/dear-seconds.ts';
import { CONFLICT, type Data, equals, getItem, lacks, put, RACES, retryOnConflict, write } from '../dynamo/index.ts';

/** Seconds; longer than anything is taken. */
const KEPT_FOR = 3_600;

interface Stored extends SecondsTaken {
  readonly version: number;
}

const dearKey = (workspace: WorkspaceId) => ({ pk: `L#${workspace}`, sk: 'DEAR' });

/**
 * Takes seconds of dear requests at `now` (seconds since 1970), or gives some back, which are negative. Returns how
 * many seconds later there is room; 0: they are taken. 1 read and 1 write unit. Throws ContentionError after 8 races.
 */
export async function takeSeconds(data: Data, workspace: WorkspaceId, asked: number, now: number): Promise<number> {
  return retryOnConflict<number>(RACES, `the dear requests of ${workspace}`, async () => {
    const stored = await getItem<Stored>(data, 'workspace', dearKey(workspace), { consistent: true });
    const { version, ...before } = stored ?? { seconds: 0, at: now, version: 0 };
    const taken = takenWith(before, asked, now);
    if ('wait' in taken) return taken.wait;
    const item = { ...dearKey(workspace), ...taken, version: version + 1, ttl: Math.ceil(now) + KEPT_FOR };
    const isFirst = stored === null ? lacks('version') : equals('version', version);
    return (await write(data, put('workspace', item, isFirst))) ? 0 : CONFLICT;
  });
}

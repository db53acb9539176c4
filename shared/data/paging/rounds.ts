/**
 * Lists of all workspaces are processed in rounds. One that runs out of time or fails is continued by the next one, so
 * a workspace with many entries makes others wait, but none is left out.
 *
 *   J#round   <partition of the list>   { after }: where the next round begins; without one from the start
 */
import { type Data, getItem, type Key, put, queryAll, remove, write } from '../dynamo/index.ts';

const roundKey = (partition: string): Key => ({ pk: 'J#round', sk: partition });

/** Below and above the sort keys of every list, which begin with a uuid. */
const FIRST = ' ';
const LAST = '~';

/**
 * All entries of a list, from where the last round stopped; leaving the loop counts its entry as done. 1 query and 0.5
 * read units; 1 write when the next round begins elsewhere.
 */
export async function* nextRound<Entry extends Key>(data: Data, partition: string): AsyncGenerator<Entry> {
  const begun =
    (await getItem<{ after: string }>(data, 'workspace', roundKey(partition), { consistent: false }))?.after ?? null;
  let stopped: string | null = null;
  try {
    for (const sort of rangesFrom(begun)) {
      for await (const entry of queryAll<Entry>(data, { table: 'workspace', partition, sort })) {
        stopped = entry.sk;
        yield entry;
      }
    }
    stopped = null;
  } finally {
    if (stopped !== begun) await goOnFrom(data, partition, stopped);
  }
}

const rangesFrom = (after: string | null) =>
  after === null
    ? [{ from: FIRST, to: LAST }]
    : [
        { from: `${after}${FIRST}`, to: LAST },
        { from: FIRST, to: after },
      ];

async function goOnFrom(data: Data, partition: string, after: string | null): Promise<void> {
  const key = roundKey(partition);
  await write(data, after === null ? remove('workspace', key) : put('workspace', { ...key, after }));
}

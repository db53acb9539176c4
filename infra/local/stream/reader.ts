import type { Bookmark } from './bookmarks.ts';
import type { Position, Shard, StreamRecord, Streams } from './streams.ts';

/** Reads a stream in order, shard after shard, from a given place. */
interface Reader {
  /** The next records, perhaps none. */
  read(): Promise<readonly StreamRecord[]>;
  /** The last record read; null before the first. */
  readonly position: Bookmark | null;
}

interface ReaderOptions {
  readonly streams: Streams;
  readonly table: string;
  readonly start: 'TRIM_HORIZON' | 'LATEST';
  readonly bookmark: Bookmark | null;
}

interface Place {
  readonly shard: string;
  readonly from: Position;
}

/** Where to continue: after the bookmark, if its shard still exists. */
function placeOf(shards: readonly Shard[], position: Bookmark | null, start: ReaderOptions['start']): Place | null {
  if (position && shards.some(({ id }) => id === position.shard)) {
    return { shard: position.shard, from: { type: 'AFTER_SEQUENCE_NUMBER', sequence: position.sequence } };
  }
  const shard = start === 'LATEST' ? shards.at(-1) : shards[0];
  return shard ? { shard: shard.id, from: { type: start } } : null;
}

export function createReader({ streams, table, start, bookmark }: ReaderOptions): Reader {
  let position = bookmark;
  let stream: string | null = null;
  let current: { shard: string; iterator: string } | null = null;

  /** Another label means another stream: the table was created again, or by another engine. */
  async function open(): Promise<string> {
    const latest = await streams.latestStream(table);
    if (position?.stream !== latest) position = null;
    return latest;
  }

  async function begin(arn: string, place: Place | null): Promise<typeof current> {
    return place && { shard: place.shard, iterator: await streams.iterator(arn, place.shard, place.from) };
  }

  /** The shard after a closed one; null while there is none. */
  async function follow(arn: string, closed: string): Promise<typeof current> {
    const child = (await streams.shards(arn)).find(({ parent }) => parent === closed);
    return child ? begin(arn, { shard: child.id, from: { type: 'TRIM_HORIZON' } }) : null;
  }

  return {
    async read() {
      stream ??= await open();
      current ??= await begin(stream, placeOf(await streams.shards(stream), position, start));
      if (!current) return [];
      const { shard, iterator } = current;
      // Set again only after success: after an error (expired iterator, restarted engine) a new one is fetched.
      current = null;
      const { records, next } = await streams.records(iterator);
      const last = records.at(-1);
      if (last) position = { stream, shard, sequence: last.dynamodb.SequenceNumber };
      current = next === null ? await follow(stream, shard) : { shard, iterator: next };
      return records;
    },
    get position() {
      return position;
    },
  };
}

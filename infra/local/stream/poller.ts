import type { StreamSource } from '../assembly/model.ts';
import type { Faults } from '../faults.ts';
import type { LocalFunction } from '../lambda/function.ts';
import type { Bookmark, Bookmarks } from './bookmarks.ts';
import { type Delivery, deliver } from './deliver.ts';
import { createFilter } from './filter.ts';
import { createReader } from './reader.ts';
import type { StreamRecord, Streams } from './streams.ts';
import { createTicker } from './ticker.ts';

interface Mapping {
  readonly region: string;
  readonly streamArn: string;
  /** Milliseconds by which the functions' clock is ahead of the machine's, whose time records have. */
  readonly shiftMs: number;
}

/** The event of a batch as JSON. */
const eventOf = (records: readonly StreamRecord[], mapping: Mapping): string =>
  JSON.stringify({ Records: records.map((record) => recordOf(record, mapping)) });

function recordOf({ dynamodb, ...record }: StreamRecord, { region, streamArn, shiftMs }: Mapping): object {
  const ApproximateCreationDateTime = dynamodb.ApproximateCreationDateTime + Math.round(shiftMs / 1000);
  return {
    ...record,
    awsRegion: region,
    eventSourceARN: streamArn,
    dynamodb: { ...dynamodb, ApproximateCreationDateTime },
  };
}

interface StreamPolling {
  readonly source: StreamSource;
  readonly target: LocalFunction;
  readonly streams: Streams;
  readonly bookmarks: Bookmarks;
  readonly region: string;
  readonly faults: Pick<Faults, 'deliveries' | 'delay'>;
  readonly giveUp: Delivery['giveUp'];
  /** How far the functions' clock is ahead of the machine's, whose time records have, in milliseconds. */
  readonly clockShift: () => number;
  /** Called when the stream cannot be read; it is tried again and again. */
  readonly onError: (error: unknown) => void;
}

export interface StreamPoller {
  readonly table: string;
  /** Resolves when everything in the stream at the time of the call was handled. */
  caughtUp(): Promise<void>;
  /** The last record that needs no more delivery. */
  readonly bookmark: Bookmark | null;
  stop(): Promise<void>;
}

const RETRY_MS = 100;
const RETRY_MAX_MS = 5000;

/** Delivers a stream's records to its function, in order and in batches, like Lambda's event source mapping. */
export function pollStream(polling: StreamPolling): StreamPoller {
  const { source, target, bookmarks, region, streams, faults } = polling;
  const name = `${source.functionName} ${source.table}`;
  const passes = createFilter(source.filters);
  const ticker = createTicker();
  let bookmark = bookmarks.read(name);
  const reader = createReader({ streams, table: source.table, start: source.startingPosition, bookmark });
  /** The stream position of each record that is being delivered. */
  const places = new WeakMap<StreamRecord, Bookmark>();
  let buffer: StreamRecord[] = [];
  let bufferedSince = 0;
  let reads = 0;
  let readable = true;
  let waiting: { readonly afterRead: number; readonly resolve: () => void }[] = [];

  function remember(next: Bookmark | null | undefined): void {
    if (!next || next === bookmark) return;
    bookmark = next;
    bookmarks.write(name, next);
  }

  /** Reads on; resolves with the number of records, before filtering, or null when they could not be read. */
  async function fill(): Promise<number | null> {
    reads += 1;
    const records = await reader.read().catch((error: unknown) => {
      if (readable && !ticker.stopped) polling.onError(error);
      return null;
    });
    readable = records !== null;
    if (records === null) return null;
    if (buffer.length === 0) bufferedSince = performance.now();
    for (const record of records) {
      if (!passes(record)) continue;
      if (reader.position) places.set(record, { ...reader.position, sequence: record.dynamodb.SequenceNumber });
      buffer.push(record);
    }
    return records.length;
  }

  function settleWaiting(read: number): void {
    const settled = waiting.filter(({ afterRead }) => afterRead < read);
    waiting = waiting.filter(({ afterRead }) => afterRead >= read);
    for (const { resolve } of settled) resolve();
  }

  const isDue = (): boolean =>
    buffer.length >= source.batchSize ||
    // Waiting for a drained stream skips the window.
    (buffer.length > 0 && (waiting.length > 0 || performance.now() - bufferedSince >= source.windowSeconds * 1000));

  const delivery: Delivery = {
    source,
    giveUp: polling.giveUp,
    now: Date.now,
    async invoke(records) {
      await ticker.sleep(faults.delay(source.streamArn));
      const json = eventOf(records, { region, streamArn: source.streamArn, shiftMs: polling.clockShift() });
      // A repeated delivery simulates a batch that was handled, but not marked as handled.
      for (let { times } = faults.deliveries(source.streamArn); times > 1; times -= 1) await target.invoke(json);
      return target.invoke(json);
    },
    checkpoint: (record) => remember(places.get(record)),
    pause: (attempts) => ticker.sleep(Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** attempts)),
  };

  async function deliverNext(): Promise<void> {
    const batch = buffer.slice(0, source.batchSize);
    buffer = buffer.slice(source.batchSize);
    bufferedSince = performance.now();
    // Reads the next records while the function runs.
    const ahead = buffer.length < source.batchSize ? fill() : null;
    const [finished] = await Promise.all([deliver(delivery, batch), ahead]);
    if (finished && buffer.length === 0) remember(reader.position);
  }

  async function loop(): Promise<void> {
    while (!ticker.stopped) {
      const read = reads + 1;
      const count = buffer.length < source.batchSize ? await fill() : buffer.length;
      if (isDue()) await deliverNext();
      else if (count === 0 && buffer.length === 0) {
        remember(reader.position);
        settleWaiting(read);
      }
      await ticker.tick(count !== null && count > 0);
    }
  }

  const running = loop();
  return {
    table: source.table,
    get bookmark() {
      return bookmark;
    },
    caughtUp: () =>
      new Promise((resolve) => {
        waiting.push({ afterRead: reads, resolve });
        ticker.wake();
      }),
    async stop() {
      ticker.stop();
      await running;
    },
  };
}

import { DatabaseSync } from 'node:sqlite';
import type { StreamRecord, Streams } from './streams.ts';

/**
 * Records as dynoxide 1.2.1 keeps them (ADR 002), read from its file beside it, since `GetRecords` took a seventh of
 * its processor time in a bulk change (ADR 110). Stream and shards are still its own answers.
 */
export interface FileStreams extends Streams {
  close(): void;
}

/** As `GetRecords` has at most. */
const AT_ONCE = 1000;
/** Longest wait for a lock, which nobody holds but an engine that starts. */
const BUSY_MS = 50;

// By the index that the runner adds (stream-log.ts).
const NUMBER = 'CAST(sequence_number AS INTEGER)';
const NEXT = `SELECT event_name, keys_json, new_image, old_image, sequence_number, created_at
  FROM _stream_records WHERE table_name = :table AND shard_id = :shard AND ${NUMBER} > :after
  ORDER BY ${NUMBER} LIMIT ${AT_ONCE}`;
const LAST = `SELECT MAX(${NUMBER}) AS last FROM _stream_records WHERE table_name = :table AND shard_id = :shard`;

interface Row {
  readonly event_name: string;
  readonly keys_json: string;
  readonly new_image: string | null;
  readonly old_image: string | null;
  readonly sequence_number: string;
  readonly created_at: number;
}

/** What an iterator holds: the place after a record. */
type Place = readonly [table: string, shard: string, after: number];

const TABLE = /:table\/([^/]+)\/stream\//;

/** @param engine - the streams as dynoxide itself shows them */
export function readFromFile(engine: Streams, database: string): FileStreams {
  const db = new DatabaseSync(database, { timeout: BUSY_MS });
  const [next, last] = [db.prepare(NEXT), db.prepare(LAST)];
  return {
    latestStream: (table) => engine.latestStream(table),
    shards: (stream) => engine.shards(stream),
    async iterator(stream, shard, position) {
      const table = TABLE.exec(stream)?.[1] ?? '';
      const newest = () => Number(last.get({ table, shard })?.['last'] ?? 0);
      const after = 'sequence' in position ? Number(position.sequence) : position.type === 'LATEST' ? newest() : 0;
      return JSON.stringify([table, shard, after] satisfies Place);
    },
    async records(iterator) {
      const [table, shard, after] = JSON.parse(iterator) as Place;
      const rows = next.all({ table, shard, after }) as unknown as readonly Row[];
      const place: Place = [table, shard, Number(rows.at(-1)?.sequence_number ?? after)];
      return { records: rows.map(recordOf), next: JSON.stringify(place) };
    },
    close: () => db.close(),
  };
}

/** Images are read when a filter asks for them: most records are left out by their keys. */
function recordOf(row: Row): StreamRecord {
  const { keys_json: keys, sequence_number: sequence } = row;
  const dynamodb = {
    Keys: JSON.parse(keys),
    SequenceNumber: sequence,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
    ApproximateCreationDateTime: row.created_at,
  };
  const images: Record<string, string> = {
    ...(row.new_image !== null && { NewImage: row.new_image }),
    ...(row.old_image !== null && { OldImage: row.old_image }),
  };
  for (const [name, image] of Object.entries(images))
    Object.defineProperty(dynamodb, name, { get: () => JSON.parse(image) });
  return {
    ...{ eventID: sequence, eventName: row.event_name, eventVersion: '1.1' },
    ...{ eventSource: 'aws:dynamodb', dynamodb, images },
  };
}

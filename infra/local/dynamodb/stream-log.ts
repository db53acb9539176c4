import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Largest file that is rewritten while the service runs: about a second. */
const WHILE_RUNNING = 64_000_000;
/** Largest file that is rewritten at a stop: a quarter of a minute. */
const AT_A_STOP = 1_000_000_000;

interface Compaction {
  /**
   * Rewrites the file if something was deleted since the start and written since the last time. A large file, and one
   * with stream records still to be processed, waits for the stop.
   * @param consumed - by table, the number of the last record of its stream that is no longer needed
   * @returns false when another connection was in the way, to try again
   */
  whenQuiet(consumed: ReadonlyMap<string, number>): boolean;
  /** Rewrites a small file, or after deletions, when the engine has ended; returns a line for one too large. */
  atStop(): string | null;
}

const RECORDS = 'FROM _stream_records WHERE table_name = :table';
const NUMBER = 'CAST(sequence_number AS INTEGER)';

/**
 * dynoxide 1.2.1 never trims its table of stream records, and searches it at every write: an index keeps that fast (ADR
 * 002). The table is private to dynoxide, hence its exact version in package.json.
 */
export interface StreamLog {
  /** Deletes a bounded number of a table's records, up to one that is no longer needed. */
  trim(table: string, sequence: number): void;
  /** Rewrites the file without deleted data, when it is time (stream-log.ts); false: try again. */
  forget(consumed: ReadonlyMap<string, number>): boolean;
  /** Called when the engine has ended. Returns a line to print, if any. */
  close(): string | null;
}

/** dynoxide numbers the next record after the highest one, so the newest must stay. */
const KEPT = 200;
/** Bounds how long a trim holds the database's write lock. */
const AT_ONCE = 5000;
/** Longest wait for dynoxide's lock; after that it is tried the next time. */
const BUSY_MS = 50;

const INDEX = `CREATE INDEX IF NOT EXISTS dormouse_stream_sequence
  ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`;

const TRIM = `DELETE FROM _stream_records
  WHERE table_name = :table
    AND CAST(sequence_number AS INTEGER) <= MIN(
      :consumed,
      (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table) - ${KEPT},
      (SELECT MIN(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table) + ${AT_ONCE})`;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && /database is locked|busy|disk is full/i.test(error.message);

/** False when the database was busy, or had no room: it is tried again. */
function unlessBusy(work: () => unknown): boolean {
  try {
    return work() !== false;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

/** @param kept - false for a file that is deleted at the end, and need not forget before */
export function openStreamLog(database: string, { kept }: { readonly kept: boolean }): StreamLog {
  const db = new DatabaseSync(database, { timeout: 5000 });
  db.exec(INDEX);
  db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  const statement = db.prepare(TRIM);
  const compaction = kept ? createCompaction(db, database) : null;
  return {
    trim: (table, sequence) => void unlessBusy(() => statement.run({ table, consumed: sequence })),
    forget: (consumed) => unlessBusy(() => compaction?.whenQuiet(consumed)),
    close() {
      const said = compaction?.atStop() ?? null;
      db.close();
      return said;
    },
  };
}

/** @param db - the runner's one connection to dynoxide's file, which notices what others write */
function createCompaction(db: DatabaseSync, file: string): Compaction {
  const newest = db.prepare(`SELECT MAX(${NUMBER}) AS number ${RECORDS}`);
  const removal = db.prepare(`SELECT 1 ${RECORDS} AND event_name = 'REMOVE' AND ${NUMBER} <= :consumed LIMIT 1`);
  const older = db.prepare(`DELETE ${RECORDS} AND ${NUMBER} < :consumed`);
  // dynoxide numbers the next record after the highest, which stays without its content.
  const last = db.prepare(`UPDATE _stream_records SET old_image = NULL, new_image = NULL
    WHERE table_name = :table AND ${NUMBER} = :consumed`);
  const version = db.prepare('PRAGMA data_version');
  const state = () => version.get()?.['data_version'];
  let deletions = false;
  let written: unknown = null;

  const isConsumed = (table: string, consumed: number): boolean =>
    Number(newest.get({ table })?.['number'] ?? 0) <= consumed;

  return {
    whenQuiet(consumed) {
      const marks = [...consumed].map(([table, number]) => ({ table, consumed: number }));
      deletions ||= marks.some((mark) => removal.get(mark) !== undefined);
      if (!deletions || state() === written || statSync(file).size > WHILE_RUNNING) return true;
      if (!marks.every((mark) => isConsumed(mark.table, mark.consumed))) return true;
      for (const mark of marks) {
        older.run(mark);
        last.run(mark);
      }
      const done = writeAnew(db);
      if (done) written = state();
      return done;
    },
    atStop() {
      const { size } = statSync(file);
      if (size > WHILE_RUNNING && !deletions) return null;
      if (size > AT_A_STOP)
        return `${file} is too large to be written anew at a stop: what was deleted may still be in it.`;
      writeAnew(db);
      return null;
    },
  };
}

/** False when a reader blocked the log, which then still has old pages. */
function writeAnew(db: DatabaseSync): boolean {
  db.exec('VACUUM');
  return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}

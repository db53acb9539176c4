import { DatabaseSync } from 'node:sqlite';
import { createCompaction } from './compaction.ts';

/**
 * dynoxide 1.2.1 never trims its table of stream records, and searches it at every write: an index keeps that fast (ADR
 * 002). The table is private to dynoxide, hence its exact version in package.json.
 */
export interface StreamLog {
  /** Deletes a bounded number of a table's records, up to one that is no longer needed. */
  trim(table: string, sequence: number): void;
  /** Rewrites the file without deleted data, when it is time (compaction.ts); false: try again. */
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

import { DatabaseSync } from 'node:sqlite';
import { createCompaction } from './compaction.ts';

/**
 * dynoxide 1.2.1 keeps stream records in a table of its own, never trims it, and looks for a table's highest sequence number
 * at every write without an index: 300 writes a second after 8,000 records. An index brings back 2,000, whatever the length
 * (docs/adr/002-local-dynamodb-engine.md). The table is private to dynoxide, hence its exact version in package.json.
 */
export interface StreamLog {
  /** Deletes a table's records up to one that is no longer needed, a bounded number at a time. */
  trim(table: string, sequence: number): void;
  /** Writes the file anew without what was deleted, when it is time; `consumed` as in `trim`, by table (compaction.ts). False: to be tried again. */
  forget(consumed: ReadonlyMap<string, number>): boolean;
  /** To be called when the engine has ended. Returns what there is to be said. */
  close(): string | null;
}

/** dynoxide numbers the next record after the highest it finds, so the newest must stay. */
const KEPT = 200;
/** Bounds how long a trim holds the database's write lock. */
const AT_ONCE = 5000;
/** A lock held by dynoxide for longer is waited for next time. */
const BUSY_MS = 50;

const INDEX = `CREATE INDEX IF NOT EXISTS dormouse_stream_sequence
  ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`;

const TRIM = `DELETE FROM _stream_records
  WHERE table_name = :table
    AND CAST(sequence_number AS INTEGER) <= MIN(
      :consumed,
      (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table) - ${KEPT},
      (SELECT MIN(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table) + ${AT_ONCE})`;

const isBusy = (error: unknown): boolean => error instanceof Error && /database is locked|busy/i.test(error.message);

/** False when the database was busy. */
function unlessBusy(work: () => unknown): boolean {
  try {
    return work() !== false;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

/** @param kept - false when the file is deleted at the end, and need not forget anything before */
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

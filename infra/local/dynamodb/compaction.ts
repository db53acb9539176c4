/** Rewrites the file after a deletion, since SQLite keeps deleted data in free space (ADR 005); dynoxide waits. */
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

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

/** @param db - the runner's one connection to dynoxide's file, which notices what others write */
export function createCompaction(db: DatabaseSync, file: string): Compaction {
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

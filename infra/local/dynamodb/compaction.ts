/**
 * SQLite leaves what was deleted or replaced in the free space of its file and in its log until something else is written there. So
 * after a deletion the file is written anew without it: a person who is deleted for good is then in no local file either
 * (docs/adr/024-local-erasure.md). dynoxide waits meanwhile, as for any writer.
 */
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Bytes of a file that is written anew while the service runs: about a second. */
const WHILE_RUNNING = 64_000_000;
/** Bytes of a file that is written anew at a stop: a quarter of a minute. */
const AT_A_STOP = 1_000_000_000;

export interface Compaction {
  /**
   * Writes the file anew, if anything was deleted since the runner started and anything was written since the last time. Nothing happens
   * while some record of a stream has still to be processed, or when the file is large: then it is done at the stop.
   * @param consumed - by table, the number of the last record of its stream that is no longer needed
   * @returns false when it is to be tried again, because another connection was in the way
   */
  whenQuiet(consumed: ReadonlyMap<string, number>): boolean;
  /**
   * Writes the file anew after the engine has ended: always when that takes a moment, else when something was deleted. Returns what is
   * to be said when the file is too large for that.
   */
  atStop(): string | null;
}

const RECORDS = 'FROM _stream_records WHERE table_name = :table';
const NUMBER = 'CAST(sequence_number AS INTEGER)';

/** @param db - the runner's one connection to dynoxide's file: what another one writes makes the file worth writing anew */
export function createCompaction(db: DatabaseSync, file: string): Compaction {
  const newest = db.prepare(`SELECT MAX(${NUMBER}) AS number ${RECORDS}`);
  const removal = db.prepare(`SELECT 1 ${RECORDS} AND event_name = 'REMOVE' AND ${NUMBER} <= :consumed LIMIT 1`);
  const older = db.prepare(`DELETE ${RECORDS} AND ${NUMBER} < :consumed`);
  // dynoxide numbers the next record after the highest, which stays, without what it is about.
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

/** False when a reader was in the way of the log, which then still holds pages of before. */
function writeAnew(db: DatabaseSync): boolean {
  db.exec('VACUUM');
  return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}

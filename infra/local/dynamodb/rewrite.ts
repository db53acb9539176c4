/** Writes dynoxide's file anew, without what was deleted from it. As a thread it says whether that is done. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** By table, the number of the last record of its stream that is no longer needed. */
export type Handled = ReadonlyMap<string, number>;

export interface Rewrite {
  readonly file: string;
  readonly handled: Handled;
}

/** Longest wait for others' locks. */
const BUSY_MS = 5000;

/** False when others were in the way: the file, or its log, may still have old pages. */
export function rewriteWithout({ file, handled }: Rewrite): boolean {
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  const numbered = (compared: '<' | '=') =>
    `WHERE table_name = :table AND CAST(sequence_number AS INTEGER) ${compared} :number`;
  const older = db.prepare(`DELETE FROM _stream_records ${numbered('<')}`);
  // dynoxide numbers the next record after the highest, which stays without its content.
  const last = db.prepare(`UPDATE _stream_records SET old_image = NULL, new_image = NULL ${numbered('=')}`);
  try {
    for (const [table, number] of handled) {
      older.run({ table, number });
      last.run({ table, number });
    }
    db.exec('VACUUM');
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } catch (error) {
    if (error instanceof Error && /database is locked|busy|disk is full/i.test(error.message)) return false;
    throw error;
  } finally {
    db.close();
  }
}

const isAsked = (data: unknown): data is Rewrite => typeof data === 'object' && data !== null && 'handled' in data;

if (isAsked(workerData)) parentPort?.postMessage(rewriteWithout(workerData));

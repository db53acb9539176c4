import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { type Handled, type Rewrite, rewriteWithout } from './rewrite.ts';

/** Largest file that is rewritten while the service runs: some three seconds, in which writes wait. */
const WHILE_RUNNING = 256_000_000;
/** Largest file that is rewritten at a stop: a quarter of a minute. */
const AT_A_STOP = 1_000_000_000;

/**
 * dynoxide 1.2.1 never trims its table of stream records, and searches it at every write: an index keeps that fast (ADR
 * 002). The table is private to dynoxide, hence its exact version in package.json.
 */
export interface StreamLog {
  /** Takes note of what was handled, and deletes a bounded number of each table's records that are no longer needed. */
  trim(handled: Handled): void;
  /**
   * Rewrites the file without what was deleted, once its stream records were handled; false: try again. A large file
   * waits for the stop.
   * @param quiet - whether nobody writes; otherwise the file rests after it was rewritten
   */
  forget(quiet: boolean): boolean;
  /** Called when the engine has ended. Returns a line to print, if any. */
  close(): Promise<string | null>;
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
  const forgetting = kept ? openForgetting(db, database) : null;
  let handled: Handled = new Map();
  return {
    trim(now) {
      handled = now;
      for (const [table, consumed] of handled) unlessBusy(() => statement.run({ table, consumed }));
    },
    forget: (quiet) => unlessBusy(() => forgetting?.forget(handled, quiet)),
    async close() {
      const said = (await forgetting?.atStop(handled)) ?? null;
      db.close();
      return said;
    },
  };
}

/** Deletions since the file was last rewritten. The file keeps their number itself, so that a kill loses none. */
const NOTED = 'CREATE TABLE IF NOT EXISTS dormouse_deletions (id INTEGER PRIMARY KEY, noted INTEGER NOT NULL)';
/** Rests so many times the length of a rewrite while others write. */
const RESTS = 10;

/** @param db - the runner's one connection to dynoxide's file */
function openForgetting(db: DatabaseSync, file: string) {
  db.exec(NOTED);
  const noted = db.prepare('SELECT noted FROM dormouse_deletions');
  const forgotten = db.prepare('UPDATE dormouse_deletions SET noted = noted - :noted');
  const newest = db.prepare(`SELECT table_name, MAX(CAST(sequence_number AS INTEGER)) AS number
    FROM _stream_records GROUP BY table_name`);
  const marksNow = (): Handled =>
    new Map(newest.all().map((row) => [String(row['table_name']), Number(row['number'])]));
  const isHandled = (marks: Handled, handled: Handled) =>
    [...marks].every(([table, mark]) => (handled.get(table) ?? mark) >= mark);
  const deletions = () => Number(noted.get()?.['noted'] ?? 0);
  /** Deletions that were seen, and the newest stream record of each table then. */
  let seen: { readonly count: number; readonly marks: Handled } | null = null;
  let rewriting: Promise<void> | null = null;
  let restsUntil = 0;

  async function rewrite(handled: Handled, count: number): Promise<void> {
    const start = performance.now();
    const done = await rewriteAside({ file, handled });
    restsUntil = performance.now() + RESTS * (performance.now() - start);
    if (done && unlessBusy(() => forgotten.run({ noted: count }))) seen = null;
    rewriting = null;
  }

  return {
    forget(handled: Handled, quiet: boolean): boolean {
      if (rewriting !== null) return false;
      noteDeletions(db);
      const count = deletions();
      if (count === 0 || statSync(file).size > WHILE_RUNNING) return true;
      seen ??= { count, marks: marksNow() };
      if (!isHandled(seen.marks, handled)) return false;
      if (quiet || performance.now() >= restsUntil) rewriting = rewrite(handled, seen.count);
      return false;
    },
    async atStop(handled: Handled): Promise<string | null> {
      await rewriting;
      const { size } = statSync(file);
      const count = deletions();
      if (size > WHILE_RUNNING && count === 0) return null;
      if (size > AT_A_STOP)
        return `${file} is too large to be rewritten at a stop, so deleted data may still be in it.`;
      const done = rewriteWithout({ file, handled });
      // What is still to be handled is forgotten after the next start.
      if (done && isHandled(marksNow(), handled)) forgotten.run({ noted: count });
      return null;
    },
  };
}

/** Has the file note each deletion from a table of items, also those of tables that were just made. */
function noteDeletions(db: DatabaseSync): void {
  const unnoted = db.prepare(`SELECT table_name AS name FROM _tables
    WHERE 'dormouse noted ' || table_name NOT IN (SELECT name FROM sqlite_master WHERE type = 'trigger')`);
  for (const { name } of unnoted.all())
    db.exec(`CREATE TRIGGER IF NOT EXISTS "dormouse noted ${name}" AFTER DELETE ON "${name}" BEGIN
      INSERT INTO dormouse_deletions VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET noted = noted + 1; END`);
}

/** Rewrites in a thread of its own, since the runner has other things to do. */
const rewriteAside = (rewrite: Rewrite): Promise<boolean> =>
  new Promise((resolve) => {
    const thread = new Worker(new URL(`./rewrite${extname(import.meta.filename)}`, import.meta.url), {
      workerData: rewrite,
    });
    thread.on('message', resolve);
    thread.on('error', () => resolve(false));
    thread.on('exit', () => resolve(false));
  });

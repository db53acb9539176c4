import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Image } from './index-units.ts';
import { isBusy } from './stream-log.ts';

/** A table's item by the texts of its two keys; null: there is none. */
export type StoredItem = (partition: string, sort: string) => Image | null;

/**
 * Items as dynoxide 1.2.1 stores them, read from its file beside it: to ask it for an item takes 0.08 ms of its
 * processor time, and this 0.01 (ADR 110). What was committed is seen, as by a consistent read.
 */
export interface StoredItems {
  /** Null when the file cannot be read just now: then dynoxide is to be asked. */
  read<Read>(table: string, reading: (stored: StoredItem) => Read): Read | null;
  close(): void;
}

/** Longest wait for a lock, which nobody holds but an engine that starts. */
const BUSY_MS = 50;

export function openStoredItems(database: string): StoredItems {
  const db = new DatabaseSync(database, { timeout: BUSY_MS });
  const statements = new Map<string, StatementSync>();

  function statementOf(table: string): StatementSync {
    const known = statements.get(table);
    if (known !== undefined) return known;
    const made = db.prepare(`SELECT item_json FROM "${table.replaceAll('"', '""')}" WHERE pk = ? AND sk = ?`);
    statements.set(table, made);
    return made;
  }

  return {
    read(table, reading) {
      try {
        const statement = statementOf(table);
        return reading((partition, sort) => {
          // Texts, numbers and bytes are told apart by this letter.
          const row = statement.get(`S:${partition}`, `S:${sort}`);
          return row === undefined ? null : (JSON.parse(String(row['item_json'])) as Image);
        });
      } catch (error) {
        if (isBusy(error)) return null;
        throw error;
      }
    },
    close: () => db.close(),
  };
}

import { URN_LIMIT } from '../contacts/modifiers/urns.ts';
import { asItWas, FAULT } from '../exports/harmless.ts';
import { nameKey } from '../workspace-names.ts';
import { type Cell, type CellEnv, type Draft, readCell } from './read-cell.ts';
import { type FileRecord, type Wrong, wrong } from './record.ts';
import { ONLY_OUT, optsOut, type Row } from './row.ts';
import type { Target } from './target.ts';
import { asTyped, CLEAR, cellText } from './values.ts';

export interface RowEnv extends CellEnv {
  /** What each column becomes. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Everybody in this file has opted out. */
  readonly allOptedOut: boolean;
}

/**
 * Reads one record by its columns' meaning, or says what is wrong with it: a row is imported whole or not at all. But a row that opts out
 * always does, whatever is wrong with it, as long as it has an address that is right, or a uuid: then that is what is left of it.
 */
export function readRow(record: FileRecord, env: RowEnv): Row | Wrong {
  const row: Draft = { urns: [], fields: Object.create(null), join: [], leave: [], optOut: env.allOptedOut };
  let first: Wrong | null = null;
  for (const [column, raw] of record.cells) {
    const target = env.targets.get(column);
    if (target === undefined) continue;
    const cell = cellOf(target, raw, record.exact === true);
    const problem = cell.text === '' ? null : (unreadable(target, raw) ?? readCell(row, target, cell, env));
    if (problem !== null) first ??= { ...problem, column, text: `${column}: ${problem.text}` };
  }
  if (row.urns.length > URN_LIMIT)
    first ??= wrong('too_large', `It has ${row.urns.length} addresses, and ${URN_LIMIT} are the most.`);
  first ??= memberAndNot(row);
  if (row.urns.length === 0 && row.uuid === undefined)
    return first ?? wrong('no_address', 'It has no address and no uuid.');
  if (first === null) return row;
  const { uuid, urns } = row;
  if (!optsOut(row)) return first;
  return { ...(uuid !== undefined && { uuid }), urns, ...ONLY_OUT };
}

/** A group that one column has it join and another leave. */
function memberAndNot({ join, leave }: Draft): Wrong | null {
  const joined = new Set(join.map(nameKey));
  const both = leave.find((name) => joined.has(nameKey(name)));
  return both === undefined ? null : wrong('conflict', `One cell has it in the group "${both}", and another not.`);
}

const TEXTS: ReadonlySet<Target['to']> = new Set(['name', 'field', 'group', 'groups']);

/** Names and values are as they stand in the cell; of what else is in one, marks that nobody sees are left out. */
function cellOf({ to }: Target, raw: string, exact: boolean): Cell {
  const clears = raw.trim() === CLEAR;
  // The text `--` itself has an apostrophe.
  if (exact) return { text: /^'+--$/.test(raw) ? raw.slice(1) : raw, clears, exact };
  const cell = asTyped(raw);
  if ((to === 'name' || to === 'field') && FAULT.test(cell.trim())) return { text: '', clears, exact };
  return { text: TEXTS.has(to) || to === 'urn' ? asItWas(cell) : cellText(cell), clears, exact };
}

/** What cannot be kept: halves of letters, and zeros, which no file of text has but JSON can name. */
const unreadable = ({ to }: Target, raw: string): Wrong | null =>
  to === 'ignore' || (raw.isWellFormed() && !raw.includes('\0'))
    ? null
    : wrong('bad_encoding', 'It has letters that cannot be read.');

import { foldedText } from '../../query/values/folded-text.ts';
import { type CellEnv, type CellValues, readInstead } from '../cells/cell.ts';
import { plainWords } from '../cells/plain-words.ts';
import { type FileRecord, type Wrong, wrong } from '../cells/record.ts';
import { asTyped, CLEAR } from '../cells/values.ts';
import { isOut } from '../contacts/opt-out/imported.ts';
import type { Imported } from '../contacts/properties/imported.ts';
import { EACH } from '../contacts/properties/index.ts';
import { blankRow, type Draft, onlyOut, type Row } from './row.ts';
import { type ColumnTarget, mayRefuse, type RefusingRead, TARGETS } from './target.ts';

interface RowEnv extends CellEnv {
  /** The target of each column. */
  readonly targets: ReadonlyMap<string, ColumnTarget>;
  /** Everybody in this file has opted out. */
  readonly allOptedOut: boolean;
  readonly values: CellValues;
}

const IMPORTED: readonly Pick<Imported<string, Draft>, 'check'>[] = EACH.flatMap((property) => property.import ?? []);

/**
 * Reads a record by its columns' targets, or says what is wrong: a row is imported as a whole or not at all. Only its
 * opt-out or block always counts, if it has a valid address or uuid; that is then left of it.
 */
export function readRow(record: FileRecord, env: RowEnv): Row | Wrong {
  const row = blankRow(env.allOptedOut);
  let first: Wrong | null = null;
  const isName = (column: string): boolean => {
    const target = env.targets.get(column);
    return target?.to === 'name' && !mayRefuse(target);
  };
  for (const [column, cell] of inNameOrder(record.cells, isName)) {
    const problem = readInto(row, column, cell, record.exact === true, env);
    if (problem === null) continue;
    const wrongCell = { ...problem, column, cell: cell.trim() };
    // Before anything else of the row, somebody has to say what it means.
    if (problem.unread) first = wrongCell;
    else first ??= wrongCell;
  }
  for (const imported of IMPORTED) first ??= imported.check(row);
  if (row.urns.length === 0 && row.uuid === undefined) return nobodys(first);
  if (first === null) return row;
  return isOut(row) ? onlyOut(row) : first;
}

/** Whatever a row without an address says, nobody says it. */
function nobodys(first: Wrong | null): Wrong {
  const { unread: _, ...wrongCell } = first ?? wrong('no_address', { code: 'row_nothing' });
  return wrongCell;
}

/** Whether a cell says that its person wants no messages, also where what else it says cannot be read. */
export function saysOut(column: string, cell: string, env: RowEnv): boolean {
  const row = blankRow(false);
  readInto(row, column, cell, false, env);
  return isOut(row);
}

/** A row of one cell alone; null when that refuses the row. */
export function readAlone(column: string, cell: string, env: RowEnv): Row | null {
  const row = blankRow(false);
  return readInto(row, column, cell, false, env) === null ? row : null;
}

/** Whether a cell that is read so wants no messages; null: it cannot be read. */
export function refusesBy(cell: string, refusing: RefusingRead, env: CellEnv): boolean | null {
  const row = blankRow(false);
  const target = { to: 'ignore', about: '', refusing: [refusing] } as const;
  return readRefusals(row, target, { cell, value: cell, exact: false }, env) === null ? isOut(row) : null;
}

function readInto(row: Draft, column: string, cell: string, exact: boolean, env: RowEnv): Wrong | null {
  const target = env.targets.get(column);
  if (target === undefined) return null;
  const value = readInstead(env.values, column, cell);
  return readRefusals(row, target, { cell, value, exact }, env) ?? readCell(row, target, value, exact, env);
}

interface ReadCell {
  readonly cell: string;
  /** What is read instead. */
  readonly value: string;
  readonly exact: boolean;
}

/** Reads whether a cell says that its person wants no messages. No value that is read instead takes that away. */
function readRefusals(row: Draft, target: ColumnTarget, { cell, value, exact }: ReadCell, env: CellEnv): Wrong | null {
  for (const refusing of target.refusing ?? []) {
    if (typeof refusing !== 'string') {
      row.optOut ||= refusing.has(foldedText(cell)) || refusing.has(foldedText(value));
      continue;
    }
    const as = { ...target, to: refusing };
    const alone = blankRow(false);
    const isSaid = value !== cell && readCell(alone, as, cell, exact, env) === null && isOut(alone);
    const problem = readCell(row, as, isSaid ? cell : value, exact, env);
    if (problem !== null) return { ...problem, unread: true };
  }
  return null;
}

function readCell(
  row: Draft,
  { to, about, readDay }: ColumnTarget,
  raw: string,
  exact: boolean,
  env: CellEnv,
): Wrong | null {
  if (to === 'ignore') return null;
  const { read, textOf } = TARGETS[to];
  const written = exact ? exactText(raw) : textOf(asTyped(raw));
  const day = exact || readDay === undefined ? { text: written } : readDay(written);
  // Of other properties than fields the reading of the cell says it, and what counts all the same.
  if (typeof day === 'string' && to === 'field') return wrong('invalid_time', { code: NO_DAY[day], text: written });
  const text = typeof day === 'string' ? written : day.text;
  if (text === '') return null;
  if (!isReadable(raw)) return wrong('bad_encoding', { code: 'row_bad_encoding' });
  return read(row, { text, clears: raw.trim() === CLEAR, exact }, env, about);
}

const NO_DAY = { impossible: 'row_no_day', unclear: 'row_day_unclear' } as const;

/** The text `--` itself has an apostrophe. */
const exactText = (raw: string): string => (/^'+--$/.test(raw) ? raw.slice(1) : raw);

/** False for halves of letters and for zeros, which only JSON can contain. */
const isReadable = (raw: string): boolean => raw.isWellFormed() && !raw.includes('\0');

type Cell = FileRecord['cells'][number];

/** The parts of a name in the order in which they are spoken, by the words of their headings. */
const PARTS = [
  /^(?:prefix|salutation|name prefix)$/,
  /(?:first|given|fore|christian) ?name|prenom|^nombres$/,
  /(?:middle|additional|second|other) ?names?/,
  /(?:last|family|sur) ?name|nom de famille|apellido|sobrenome/,
  /suffix/,
];
const FIRST = 1;
const LAST = 3;

const partOf = (column: string): number => {
  const words = plainWords(column).join(' ');
  return PARTS.findIndex((part) => part.test(words));
};

/**
 * Cells with those of names as they are spoken: `Last name` after `First name`, and no part beside a whole name that
 * has it. `Name` beside a surname is a first name, and `Nom` beside a first name is a surname.
 *
 * @param isName - whether a column is one of names
 */
export function inNameOrder(cells: FileRecord['cells'], isName: (column: string) => boolean): FileRecord['cells'] {
  const names = cells.filter(([column, text]) => isName(column) && text.trim() !== '');
  if (names.length < 2) return cells;
  const parts = names.map((cell) => ({ cell, part: partOf(cell[0]) }));
  const wholes = parts.filter(({ part }) => part < 0);
  const others = parts.filter(({ part }) => part >= 0);
  if (others.length === 0) return cells;
  const has = (wanted: number) => others.some(({ part }) => part === wanted);
  const isWhole = wholes.some(({ cell }) => others.every((other) => contains(cell, other.cell)));
  const spoken =
    isWhole || (wholes.length > 0 && has(FIRST) && has(LAST))
      ? wholes
      : [...others, ...wholes.map(({ cell }) => ({ cell, part: has(FIRST) ? LAST : FIRST }))].toSorted(
          (one, other) => one.part - other.part,
        );
  return [...spoken.map(({ cell }) => cell), ...cells.filter((cell) => !names.includes(cell))];
}

const contains = ([, whole]: Cell, [, part]: Cell): boolean => whole.toLowerCase().includes(part.trim().toLowerCase());

/** Who in the files of an import wants no messages: every import says so, or that there is nobody (ADR 039). */
import * as z from 'zod/mini';
import { foldedText } from '../../query/values/folded-text.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { choice, list, map, says, text } from '../schema.ts';
import { LONGEST_VALUE } from './problems.ts';
import { REFUSING_TARGETS, type RefusingRead } from './target.ts';

/** How a column says it: by the cells of a target, or by these cells, of which an empty one is blank. */
export type HowOfColumn = Exclude<RefusingRead, ReadonlySet<string>> | readonly string[];
/** Of a file, archive entry or sheet: nobody in it wants any. */
export const ALL_OF_IT = 'everybody';
const HOWS = [...REFUSING_TARGETS, ALL_OF_IT];
type RefusalHow = HowOfColumn | typeof ALL_OF_IT;

export const isHow = (text: string): text is Extract<RefusalHow, string> => HOWS.some((how) => how === text);

/** By column, file, archive entry or sheet. */
export type DeclaredRefusals = 'none' | Readonly<Record<string, RefusalHow>>;

/** The different cells of each column, all as hashes; null: they are too many. */
export type StandingCells = Readonly<Record<string, readonly string[] | null>>;

/** A declaration, with who made it and when. */
export interface Declared {
  readonly refusals: DeclaredRefusals;
  readonly by: string;
  readonly name: string | null;
  readonly on: Instant;
  /** The saved mapping that it is from. It then holds for the columns and cells that were seen. */
  readonly mapping?: string;
  readonly seen?: StandingCells;
}

/** How a declaration reads a column; null: it does not name it. An exact name goes before a similar one. */
export function howOfColumn(refusals: DeclaredRefusals, column: string): HowOfColumn | null {
  const how = lookUp(refusals, [column], (one) => one !== ALL_OF_IT);
  return how === ALL_OF_IT ? null : how;
}

/** Whether a declaration says that nobody wants any messages in what has one of these names. */
export const isEverybody = (refusals: DeclaredRefusals | null, names: readonly string[]): boolean =>
  refusals !== null && lookUp(refusals, names, (one) => one === ALL_OF_IT) !== null;

function lookUp(
  refusals: DeclaredRefusals,
  names: readonly string[],
  fits: (how: RefusalHow) => boolean,
): RefusalHow | null {
  if (refusals === 'none') return null;
  const fitting = Object.entries(refusals).filter(([, how]) => fits(how));
  const folded = names.map(foldedText);
  const [, found = null] =
    fitting.find(([name]) => names.includes(name)) ?? fitting.find(([name]) => folded.includes(foldedText(name))) ?? [];
  return found;
}

/** How cells are read by it: those of a list are compared in one form. */
export const refusingBy = (how: HowOfColumn): RefusingRead =>
  typeof how === 'string' ? how : new Set(how.map(foldedText));

/** What stands in a file that may say who wants no messages. */
export interface Candidate {
  readonly about: 'column' | 'file';
  readonly name: string;
  /** How this preview reads it; null: it says nothing. */
  readonly how: RefusalHow | null;
  readonly proposal: RefusalHow | null;
  /** `before`: the last import with the same columns was read so. */
  readonly because: 'name' | 'values' | 'shape' | 'before' | null;
  /** A preview without a declaration reads it so. */
  readonly preselected: boolean;
  /** The commonest cells with their rows; `out`: whether they want no messages; null: nobody can say so yet. */
  readonly values: readonly { readonly value: string; readonly rows: number; readonly out?: boolean | null }[];
  /** Different cells beyond these; null: too many. */
  readonly others: number | null;
  /** Rows without such a cell; all rows of a sheet that is not read. */
  readonly blank: number;
}

interface FoundInFiles {
  readonly declared: Declared | null;
  /** Each file is an export of this service or was pulled, which says by itself who wants no messages. */
  readonly isOwn: boolean;
  readonly candidates: readonly Candidate[];
  /** All columns, each with its hash, and the names of all files, entries and sheets. */
  readonly columns: ReadonlyMap<string, string>;
  readonly files: readonly string[];
  readonly seen: StandingCells;
}

/** Why an import cannot be run before somebody declares anew who wants no messages, and what that is about. */
export interface RefusalQuestion {
  readonly refusal: Refusal;
  /** Columns, and what is declared but not there; empty: nothing was declared. */
  readonly names: readonly string[];
}

/** What an import asks before it can be run, or null. */
export function askedOf({ declared, isOwn, candidates, ...found }: FoundInFiles): RefusalQuestion | null {
  if (declared === null) {
    const isAsked = !isOwn || candidates.some(({ about }) => about === 'column');
    return isAsked ? { refusal: { code: 'refusals_undeclared' }, names: [] } : null;
  }
  const unknown = unknownNames(declared.refusals, found);
  const changed = declared.mapping === undefined ? [] : changedNames(declared, candidates, found);
  const names = [...unknown, ...changed];
  if (names.length === 0) return null;
  const code = unknown.length > 0 ? 'refusals_unknown' : 'refusals_changed';
  return { refusal: { code, names: quoted(unknown.length > 0 ? unknown : changed) }, names };
}

const MOST_NAMED = 10;
const quoted = (names: readonly string[]): string =>
  names
    .map((name, at) => (at < MOST_NAMED ? `"${name}"` : '…'))
    .slice(0, MOST_NAMED + 1)
    .join(', ');

/** Names in a declaration that nothing in the files has, such as misspelt ones. */
function unknownNames(
  refusals: DeclaredRefusals,
  { columns, files }: Pick<FoundInFiles, 'columns' | 'files'>,
): string[] {
  if (refusals === 'none') return [];
  const known = { columns: new Set([...columns.keys()].map(foldedText)), files: new Set(files.map(foldedText)) };
  return Object.entries(refusals)
    .filter(([name, how]) => !(how === ALL_OF_IT ? known.files : known.columns).has(foldedText(name)))
    .map(([name]) => name);
}

/**
 * What a saved declaration does not cover: a column that was not there, a cell that was not, and whatever names itself
 * a refusal for the first time.
 */
function changedNames(
  { refusals, seen = {} }: Declared,
  candidates: readonly Candidate[],
  { columns, seen: now }: Pick<FoundInFiles, 'columns' | 'seen'>,
): string[] {
  const asked = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  const isNew = ([column, key]: readonly [string, string]): boolean => {
    if (!Object.hasOwn(seen, key)) return true;
    const candidate = asked.get(column);
    const isNamed = howOfColumn(refusals, column) !== null;
    if (candidate === undefined && !isNamed) return false;
    const before = seen[key] ?? null;
    const cells = now[key] ?? null;
    if (before === null) return candidate?.preselected === true && !isNamed;
    return cells === null || cells.some((cell) => !before.includes(cell));
  };
  const files = candidates.filter(({ about, how, preselected }) => about === 'file' && preselected && how === null);
  const names = [...columns].filter(isNew).map(([column]) => column);
  return [...names, ...files.map(({ name }) => name)];
}

/** A declaration in a body. */
export const refusalsBody = ({ columns, cells }: { readonly columns: number; readonly cells: number }) =>
  z.union(
    [z.literal('none'), map(z.union([choice(HOWS), list(text({ max: LONGEST_VALUE, blank: true }), cells)]), columns)],
    { error: says({ code: 'refusals_how', hows: HOWS.join(', ') }) },
  );

/** A declaration in answers, and how one column or file says it. */
export const howSchema = z.union([z.enum(HOWS), z.array(z.string())]);
export const refusalsSchema = z.union([z.literal('none'), z.record(z.string(), howSchema)]);

export const showRefusals = (refusals: DeclaredRefusals): z.output<typeof refusalsSchema> =>
  refusals === 'none'
    ? refusals
    : Object.fromEntries(
        Object.entries(refusals).map(([name, how]) => [name, typeof how === 'string' ? how : [...how]]),
      );

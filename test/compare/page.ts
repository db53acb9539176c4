import { readFileSync } from 'node:fs';

/** A difference to TextIt that is known: a row of a table of `docs/compatibility.md`. */
export interface Difference {
  readonly id: string;
  readonly name: string;
  /** The release of the changelog from which it is so. */
  readonly since: string;
  readonly matchers: readonly Matcher[];
}

/** Recognises a difference by its kind, its input, our answer and TextIt's; a missing pattern takes anything. */
interface Matcher {
  readonly kind: string;
  readonly input: RegExp;
  readonly here?: RegExp | undefined;
  readonly there?: RegExp | undefined;
}

const PAGE = 'docs/compatibility.md';
const ANCHOR = /^<a id="([^"]+)"><\/a>\s*/;

/**
 * The rows of the page's tables, each with six cells: `<a id="…"></a>` and a name, TextIt, here, why, since when, and
 * how `npm run compare` finds it: `kind` `pattern of the input` `pattern of our answer` `pattern of TextIt's answer`,
 * the last two where they are needed, and `<br>` between several. Without any, no input of `compare` can show it.
 */
export const readDifferences = (page = readFileSync(PAGE, 'utf8')): readonly Difference[] =>
  page.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    const [, first = ''] = cells;
    const id = ANCHOR.exec(first)?.[1];
    if (id === undefined) return [];
    if (cells.length !== 8 || cells.slice(1, 6).includes('')) throw new Error(`${PAGE}: the row ${id} lacks a cell`);
    return [{ id, name: first.replace(ANCHOR, ''), since: cells[5] ?? '', matchers: matchersIn(cells[6] ?? '', id) }];
  });

const matchersIn = (cell: string, id: string): readonly Matcher[] =>
  cell.split('<br>').flatMap((part) => {
    const [kind, input, here, there] = [...part.matchAll(/`` (.+?) ``|`([^`]+)`/g)].map(([, a, b]) => a ?? b ?? '');
    if (kind === undefined) return [];
    if (input === undefined) throw new Error(`${PAGE}: the row ${id} has a kind without a pattern`);
    return [{ kind, input: pattern(input), here: here && pattern(here), there: there && pattern(there) } as Matcher];
  });

const pattern = (source: string): RegExp => new RegExp(source, 'su');

/** The difference that explains why two answers are not the same. Inputs and answers are matched as text, or JSON. */
export const explains = (
  differences: readonly Difference[],
  kind: string,
  input: unknown,
  here: unknown,
  there: unknown,
): Difference | undefined =>
  differences.find(({ matchers }) =>
    matchers.some(
      (matcher) =>
        matcher.kind === kind &&
        matcher.input.test(textOf(input)) &&
        (matcher.here?.test(textOf(here)) ?? true) &&
        (matcher.there?.test(textOf(there)) ?? true),
    ),
  );

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

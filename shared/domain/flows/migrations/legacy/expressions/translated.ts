/** What is known of a value before the flow runs: `+` and `<` of the old language depended on it. */
export type StaticKind = 'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'time' | 'unknown';

/** An expression in the present language. */
export interface Translated {
  readonly source: string;
  readonly kind: StaticKind;
  /** How tightly its outermost operator binds, as a place in `LEVELS`. */
  readonly level: number;
  /** Of a time: the sources of hours, minutes and seconds. */
  readonly parts?: readonly [string, string, string];
}

/** From the loosest to the tightest, as in the parser. */
export const LEVELS = { '&': 0, '=': 1, '<': 2, '+': 3, '*': 4, '^': 5, '-': 6, atom: 7 } as const;

/** It has no equal in the present language, so it stays as it is, and the check of the flow tells it. */
export class UntranslatableError extends Error {}

/** Null where there is no equal. */
export function attempt(translate: () => Translated | null): Translated | null {
  try {
    return translate();
  } catch (error) {
    if (error instanceof UntranslatableError) return null;
    throw error;
  }
}

/** Characters of an expression. Some functions repeat their arguments, so that nested ones would grow without end. */
const LONGEST = 10_000;

function expression(source: string, kind: StaticKind, level: number): Translated {
  if (source.length > LONGEST) throw new UntranslatableError();
  return { source, kind, level };
}

export const atom = (source: string, kind: StaticKind): Translated => expression(source, kind, LEVELS.atom);

export const number = (value: number): Translated =>
  value < 0 ? negated(number(-value)) : atom(String(value), 'number');

/** A text literal. An unknown escape stays as written there, so every backslash is doubled. */
export const quoted = (text: string): Translated =>
  atom(
    JSON.stringify(text).replace(/\\(.)/g, (whole, letter: string) => ESCAPES.get(letter) ?? whole),
    'text',
  );

/** JSON's escapes that templates do not have. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\\u0008'],
  ['f', '\\u000c'],
]);

export const call = (name: string, kind: StaticKind, ...values: readonly Translated[]): Translated =>
  atom(`${name}(${values.map(({ source }) => source).join(', ')})`, kind);

/** The source as an operand of an operator of this level. */
const within = ({ source, level }: Translated, least: number): string => (level >= least ? source : `(${source})`);

/** All operators group to the left. */
export function chain(operator: string, level: number, kind: StaticKind, values: readonly Translated[]): Translated {
  const sources = values.map((value, i) => within(value, i === 0 ? level : level + 1));
  return expression(sources.join(` ${operator} `), kind, level);
}

export const negated = (value: Translated): Translated =>
  expression(`-${within(value, LEVELS['-'])}`, 'number', LEVELS['-']);

/** As a text: a date was written in the workspace's own order. */
export const datesAsText = (value: Translated): Translated =>
  value.kind === 'date' ? call('format_date', 'text', value) : value;

/** The value of a number literal, or null. */
export function integerLiteral({ source }: Translated): number | null {
  return /^-?\d+$/.test(source) ? Number(source) : null;
}

/** The negative value, of a literal as a literal. */
export function minus(value: Translated): Translated {
  const literal = integerLiteral(value);
  return literal === null ? negated(value) : number(-literal);
}

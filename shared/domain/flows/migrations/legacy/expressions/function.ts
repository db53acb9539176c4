import { call, datesAsText, type StaticKind, type Translated, UntranslatableError } from './translated.ts';

/** A function of the old language: its translation, from its translated arguments. */
export interface LegacyFunction {
  readonly least: number;
  readonly most: number;
  readonly translate: (...values: readonly Translated[]) => Translated;
}

export const legacyFn = (least: number, most: number, translate: LegacyFunction['translate']): LegacyFunction => ({
  least,
  most,
  translate,
});

/** A function that only has another name. Its values are texts, unless it is one of numbers or dates. */
export const renamed = (name: string, least: number, most: number, kind: StaticKind): LegacyFunction =>
  legacyFn(least, most, (...values) => call(name, kind, ...values));

/** The same for functions of texts, in which dates are written in the workspace's order. */
export const ofText = (name: string, least: number, most: number, kind: StaticKind = 'text'): LegacyFunction =>
  legacyFn(least, most, (...values) => call(name, kind, ...values.map(datesAsText)));

/** A literal `TRUE` or `FALSE`; another value could only be known by the run. */
export function trueOrFalse(value: Translated | undefined): boolean {
  if (value === undefined || value.source === 'false' || value.source === '0') return false;
  if (value.source === 'true' || value.source === '1') return true;
  throw new UntranslatableError();
}

/** The argument at a place that the function's least number of arguments assures. */
export function given(values: readonly Translated[], place: number): Translated {
  const value = values[place];
  if (value === undefined) throw new UntranslatableError();
  return value;
}

/** Gives the singular or the plural for a count. */
export type Plural = (count: number, one: string, other: string) => string;

/** The singular and the plural by the rules of a language (CLDR): in French, 0 and 1.5 are singular too. */
export function pluralIn(language: string): Plural {
  const rules = new Intl.PluralRules(language);
  return (count, one, other) => (rules.select(count) === 'one' ? one : other);
}

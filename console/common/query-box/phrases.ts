import { printValue } from '../../../shared/query/query.ts';

/** How a language says what a query says: regular expressions, whose groups are numbers, units and names. */
export interface PhraseWords {
  /** Between two clauses that both hold, and between two of which one does. */
  readonly and: RegExp;
  readonly or: RegExp;
  readonly units: Readonly<Record<'d' | 'w' | 'm' | 'y', RegExp>>;
  /** Each has the groups `n` and `unit`. */
  readonly notSeenFor: RegExp;
  readonly seenWithin: RegExp;
  readonly createdWithin: RegExp;
  readonly createdBefore: RegExp;
  readonly neverSeen: RegExp;
  /** Each has the group `name`. */
  readonly notInGroup: RegExp;
  readonly inGroup: RegExp;
  readonly speaks: RegExp;
  readonly noName: RegExp;
  readonly noNumber: RegExp;
}

interface Known {
  readonly words: PhraseWords;
  readonly groups: readonly { readonly name: string }[];
  /** Codes of languages by their names in lower case. */
  readonly languages: ReadonlyMap<string, string>;
}

/** The query that a sentence means, such as "not seen for 6 months"; null for a text that is no such sentence. */
export function meantBy(text: string, known: Known): string | null {
  const { and, or } = known.words;
  const either = text.split(or);
  // "In A, in B or in C" can be meant in two ways.
  if (either.length > 1 && either.some((part) => part.split(and).length > 1)) return null;
  const clauses = (either.length > 1 ? either : text.split(and)).map((clause) => clause.trim());
  const read = clauses.filter((clause) => clause !== '').map((clause) => clauseOf(clause, known));
  if (read.length === 0 || read.some((one) => one === null)) return null;
  return read.join(either.length > 1 ? ' OR ' : ' AND ');
}

function clauseOf(clause: string, { words, groups, languages }: Known): string | null {
  const nameIn = (pattern: RegExp) => pattern.exec(clause)?.groups?.['name']?.trim();
  const back = (pattern: RegExp, condition: string): string | null => {
    const { n, unit } = pattern.exec(clause)?.groups ?? {};
    const letter = UNITS.find((one) => unit !== undefined && words.units[one].test(unit));
    return n === undefined || letter === undefined ? null : `${condition} -${Number(n)}${letter}`;
  };
  const group = (pattern: RegExp, operator: '=' | '!='): string | null => {
    const wanted = nameIn(pattern)?.toLowerCase();
    const found = groups.find(({ name }) => name.toLowerCase() === wanted);
    return found === undefined ? null : `group ${operator} ${printValue(found.name)}`;
  };
  const language = languages.get(nameIn(words.speaks)?.toLowerCase() ?? '');
  return (
    back(words.notSeenFor, 'last_seen_on <') ??
    back(words.seenWithin, 'last_seen_on >') ??
    back(words.createdWithin, 'created_on >') ??
    back(words.createdBefore, 'created_on <') ??
    (words.neverSeen.test(clause) ? 'last_seen_on = ""' : null) ??
    (words.noName.test(clause) ? 'name = ""' : null) ??
    (words.noNumber.test(clause) ? 'tel = ""' : null) ??
    group(words.notInGroup, '!=') ??
    group(words.inGroup, '=') ??
    (language === undefined ? null : `language = ${printValue(language)}`)
  );
}

const UNITS = ['d', 'w', 'm', 'y'] as const;

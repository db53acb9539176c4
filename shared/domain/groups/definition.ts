import {
  type Condition,
  conditionsOf,
  dateComparisons,
  inspect,
  parseQuery,
  printProperty,
  printQuery,
  type Query,
  type QueryError,
} from '../../query/query.ts';
import { type NamedFlow, queryEnvOf } from '../contacts/queryable.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import { readingOf, readStored } from './stored-query.ts';

/** Why a query cannot define a smart group: a query's error, with two more codes. */
export interface DefinitionError extends Omit<QueryError, 'code'> {
  readonly code: QueryError['code'] | 'not_allowed_in_group' | 'relative_date_in_group';
}

export interface GroupDefinition {
  /** The normal form, which is stored and shown. */
  readonly query: string;
  readonly readAs: string;
}

type DefinitionResult =
  | { readonly ok: true; readonly definition: GroupDefinition }
  | { readonly ok: false; readonly error: DefinitionError };

/**
 * Reads a smart group's query as a person typed it. Beyond a search's errors it refuses attributes that only searches
 * know (TextIt 4.2), and relative dates on properties that no index finds when a day passes (ADR 009).
 */
export function defineGroup(
  text: string,
  assets: Assets,
  now: Instant,
  flows: readonly NamedFlow[] = [],
): DefinitionResult {
  const env = queryEnvOf(assets, now, flows);
  const parsed = parseQuery(text, env);
  if (!parsed.ok) return parsed;
  const conditions = conditionsOf(parsed.query);
  const forbidden = conditions.find((condition) => !inspect(only(condition)).allow_as_group);
  if (forbidden) return { ok: false, error: notAllowed(forbidden) };
  const unserved = conditions.find((condition) => dateComparisons(only(condition), env).some(isUnserved));
  if (unserved) return { ok: false, error: relativeDate(unserved) };
  const query = printQuery(parsed.query);
  const stored = readStored(query, assets, now);
  if (stored === null) return { ok: false, error: tooLong(text) };
  return { ok: true, definition: { query, readAs: readingOf(stored, assets, now) } };
}

const only = (condition: Condition): Query => ({ root: condition });

const isUnserved = ({ relative, property }: { relative: boolean; property: Condition['property'] }): boolean =>
  relative && printProperty(property) !== 'last_seen_on';

/** TextIt's sentence always names both; the hint names the one in the query. */
function notAllowed({ property, span }: Condition): DefinitionError {
  const name = printProperty(property);
  return {
    code: 'not_allowed_in_group',
    message: 'You cannot create a smart group based on "id" or "group".',
    extra: { property: name },
    ...span,
    hint: `"${name}" can be searched for, but a smart group cannot follow it. Leave this condition out.`,
  };
}

function relativeDate({ property, value, valueSpan }: Condition): DefinitionError {
  const name = printProperty(property);
  return {
    code: 'relative_date_in_group',
    message: `A smart group can count days back from today for last_seen_on only, not for ${name}.`,
    extra: { property: name, value },
    ...valueSpan,
    hint: `Time alone would move contacts in and out, and no index finds them by "${name}". Write a date instead of ${value}, or use last_seen_on. Searching with it works.`,
  };
}

/** The normal form may be longer, by prefixes and quotes, and must be readable. */
const tooLong = (text: string): DefinitionError => ({
  code: 'too_complex',
  message: 'query is too complex',
  extra: null,
  start: 0,
  end: text.length,
  hint: 'Written out in full, this query has more than 10000 characters. Make it shorter.',
});

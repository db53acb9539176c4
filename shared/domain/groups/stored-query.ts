import { dateComparisons, dependencies, parseQuery, type Query } from '../../query/query.ts';
import { queryEnvOf } from '../contacts/queryable.ts';
import type { FieldKey } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets, Group } from '../workspace.ts';

/** The query of a smart group as it was stored; null when it can no longer be read. An anonymous workspace has none that looks for an address. */
export function readStored(text: string, assets: Assets, now: Instant): Query | null {
  const parsed = parseQuery(text, { ...queryEnvOf(assets, now), redactUrns: false });
  return parsed.ok ? parsed.query : null;
}

/**
 * What a query's meaning rests on besides its text: the types of the fields it looks at and, with dates in it, how the
 * workspace writes them and where its midnights are. Members evaluated under another reading must be evaluated again.
 */
export function readingOf(query: Query, { settings, fields }: Assets, now: Instant): string {
  const { dateStyle, timezone } = settings;
  const types = [...dependencies(query).fields].sort().map((key) => `${key}:${fields.get(key as FieldKey)?.type}`);
  const dates = dateComparisons(query, { dateStyle, timezone, now }).length > 0 ? [`${dateStyle} ${timezone}`] : [];
  return [...types, ...dates].join(', ');
}

/** Whether a group's query looks for addresses: it and its members would say whose an address is, so no anonymous workspace has one. */
export function looksForAddresses({ query: text }: Group, assets: Assets, now: Instant): boolean {
  if (text === null) return false;
  const parsed = parseQuery(text, { ...queryEnvOf(assets, now), redactUrns: true });
  return !parsed.ok && parsed.error.code === 'redacted_urns';
}

/** `invalid`: the query no longer reads. `stale`: it reads otherwise than when its members were evaluated. */
type Soundness = 'sound' | 'stale' | 'invalid';

/** Whether a smart group still means what its members were evaluated with. One that is known to be invalid stays so. */
export function soundnessOf({ query: text, status, readAs }: Group, assets: Assets, now: Instant): Soundness {
  if (text === null || status === 'invalid') return 'sound';
  const query = readStored(text, assets, now);
  if (query === null) return 'invalid';
  return readAs === undefined || readAs === readingOf(query, assets, now) ? 'sound' : 'stale';
}

import { dateComparisons, dependencies, parseQuery, type Query } from '../../query/query.ts';
import { queryEnvOf } from '../contacts/queryable.ts';
import type { FieldKey } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets, Group } from '../workspace.ts';

/** A smart group's stored query; null when it is unreadable, or looks for an address in an anonymous workspace. */
export function readStored(text: string, assets: Assets, now: Instant): Query | null {
  const parsed = parseQuery(text, { ...queryEnvOf(assets, now), redactUrns: false });
  return parsed.ok ? parsed.query : null;
}

/** What a query's meaning depends on besides its text. After a change, members must be evaluated again. */
export function readingOf(query: Query, { settings, fields }: Assets, now: Instant): string {
  const { dateStyle, timezone } = settings;
  const types = [...dependencies(query).fields].sort().map((key) => `${key}:${fields.get(key as FieldKey)?.type}`);
  const dates = dateComparisons(query, { dateStyle, timezone, now }).length > 0 ? [`${dateStyle} ${timezone}`] : [];
  return [...types, ...dates].join(', ');
}

/** Whether a group's query looks for addresses, which its members would reveal: none in anonymous workspaces. */
export function looksForAddresses({ query: text }: Group, assets: Assets, now: Instant): boolean {
  if (text === null) return false;
  const parsed = parseQuery(text, { ...queryEnvOf(assets, now), redactUrns: true });
  return !parsed.ok && parsed.error.code === 'redacted_urns';
}

/** `invalid`: the query is unreadable. `stale`: it reads differently than when its members were evaluated. */
type Soundness = 'sound' | 'stale' | 'invalid';

/** Whether a smart group still means what its members were evaluated by. An invalid one stays invalid. */
export function soundnessOf({ query: text, status, readAs }: Group, assets: Assets, now: Instant): Soundness {
  if (text === null || status === 'invalid') return 'sound';
  const query = readStored(text, assets, now);
  if (query === null) return 'invalid';
  return readAs === undefined || readAs === readingOf(query, assets, now) ? 'sound' : 'stale';
}

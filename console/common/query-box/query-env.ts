import type { QueryEnv } from '../../../shared/query/query.ts';
import type { Field, Group, Me } from '../api/types.ts';

/** Attributes that contacts have here beside TextIt's. */
const ADDED = { dormant_since: 'datetime' } as const;

/**
 * The workspace as the query language sees it. The service has the last word: here phone numbers are not read, which would take 25 kB,
 * and a flow may have any name.
 */
export function queryEnvOf(
  workspace: Me['workspace'],
  fields: readonly Field[],
  groups: readonly Group[],
  now: number = Date.now(),
): QueryEnv {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const byName = new Map(groups.map((group) => [group.name.toLowerCase(), group]));
  return {
    dateStyle: workspace.date_style,
    timezone: workspace.timezone,
    now: now * 1_000,
    attributes: ADDED,
    redactUrns: workspace.anon,
    resolver: {
      field: (key) => byKey.get(key) ?? null,
      group: (name) => byName.get(name.toLowerCase()) ?? null,
      flow: (name) => ({ uuid: '', name }),
    },
  };
}

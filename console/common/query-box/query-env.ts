import type { QueryEnv } from '../../../shared/query/query.ts';
import { CONTACT, type Field, type Group, type Me } from '../api/index.ts';

/** What queries need to know of the workspace. Only the service parses numbers (25 kB of script) and names of flows. */
export function queryEnvOf(workspace: Me['workspace'], fields: readonly Field[], groups: readonly Group[]): QueryEnv {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const byName = new Map(groups.map((group) => [group.name.toLowerCase(), group]));
  return {
    dateStyle: workspace.date_style,
    timezone: workspace.timezone,
    now: Date.now() * 1_000,
    attributes: CONTACT.attributes,
    redactUrns: workspace.anon,
    resolver: {
      field: (key) => byKey.get(key) ?? null,
      group: (name) => byName.get(name.toLowerCase()) ?? null,
      flow: (name) => ({ uuid: '', name }),
    },
  };
}

import { useMemo } from 'react';
import type { QueryEnv } from '../../../shared/query/query.ts';
import { CONTACT, type Field, type Group, type Me, useFields, useGroups, useSession } from '../api/index.ts';

/** What queries need to know of the workspace. Only the service parses numbers (25 kB of script) and names of flows. */
function queryEnvOf(workspace: Me['workspace'], fields: readonly Field[], groups: readonly Group[]): QueryEnv {
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

/** What a box for queries needs to know of the workspace. */
export function useQueryEnv() {
  const { me } = useSession();
  const { data: fields } = useFields();
  const { data: groups } = useGroups();
  return useMemo(() => {
    const known = { fields: fields ?? [], groups: groups ?? [] };
    return { ...known, env: queryEnvOf(me.workspace, known.fields, known.groups) };
  }, [me, fields, groups]);
}

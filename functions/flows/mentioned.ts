import type { Assets, Field, Group } from '../../shared/domain/workspace.ts';

/** The workspace's groups and fields that the definitions speak of, wherever they do: in actions, in tests, in templates. */
export function mentionedIn(definitions: readonly unknown[], assets: Assets): { groups: Group[]; fields: Field[] } {
  const text = JSON.stringify(definitions);
  const fields = new Set([...text.matchAll(/fields\.([a-z][a-z0-9_]*)|"key":"([a-z][a-z0-9_]*)"/g)].map(keyOf));
  return {
    groups: [...assets.groups.values()].filter(({ uuid }) => text.includes(uuid)),
    fields: [...assets.fields.values()].filter(({ key }) => fields.has(key)),
  };
}

const keyOf = ([, inTemplate, inAction]: RegExpExecArray): string => inTemplate ?? inAction ?? '';

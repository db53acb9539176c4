import { fieldsUsed } from '../../shared/domain/groups/fields-used.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Assets, Field, Group } from '../../shared/domain/workspace.ts';

/**
 * The workspace's groups and fields that the definitions speak of, wherever they do: in actions, in tests, in templates;
 * and the fields that the queries of those groups speak of.
 */
export function mentionedIn(
  definitions: readonly unknown[],
  assets: Assets,
  now: Instant,
): { groups: Group[]; fields: Field[] } {
  const text = JSON.stringify(definitions);
  const groups = [...assets.groups.values()].filter(({ uuid }) => text.includes(uuid));
  const inFlows = [...text.matchAll(/fields\.([a-z][a-z0-9_]*)|"key":"([a-z][a-z0-9_]*)"/g)].map(keyOf);
  const fields = new Set([...inFlows, ...groups.flatMap((group) => fieldsUsed(group, assets, now))]);
  return { groups, fields: [...assets.fields.values()].filter(({ key }) => fields.has(key)) };
}

const keyOf = ([, inTemplate, inAction]: RegExpExecArray): string => inTemplate ?? inAction ?? '';

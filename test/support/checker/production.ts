/** The service's own query language, for the one part of the checker that cannot do without it. */
import { type ContactItem, fromContactItem } from '../../../shared/data/contacts/item.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../../shared/domain/contacts/queryable.ts';
import { readStored } from '../../../shared/domain/groups/stored-query.ts';
import type { FieldKey, GroupId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { Assets, Field, Group, Settings } from '../../../shared/domain/workspace.ts';
import { compile } from '../../../shared/query/query.ts';
import type { Item } from './tables.ts';
import type { Workspace } from './workspace.ts';

const typed = <Key extends string, Value>(items: ReadonlyMap<string, Item>): ReadonlyMap<Key, Value> =>
  new Map([...items] as unknown as [Key, Value][]);

/** The workspace's smart groups and fields, and whether a contact's item matches a group's query at a time (ms). */
export function smartGroupsOf({ settings, groups, fields }: Workspace, now: number) {
  const assets: Assets = {
    settings: settings as unknown as Settings,
    groups: typed<GroupId, Group>(groups),
    fields: typed<FieldKey, Field>(fields),
  };
  const at = instant(now * 1000);
  const { dateStyle, timezone } = assets.settings;
  const matcherOf = (group: Group) => {
    const query = group.status === 'invalid' ? null : readStored(group.query ?? '', assets, at);
    return query && compile(query, { dateStyle, timezone, now: at });
  };
  const smart = [...assets.groups.values()].filter(({ query }) => query !== null);
  const matchers = new Map(smart.map((group) => [group.uuid, matcherOf(group)]));
  return {
    smart,
    matches: ({ uuid }: Group, item: Item): boolean =>
      matchers.get(uuid)?.matches(queryContactOf(fromContactItem(item as unknown as ContactItem) as Contact)) ?? false,
  };
}

/** Smart groups by what their queries look at: a change outside of that costs one look-up. */

import { compile, dependencies, type Query, type QueryContact } from '../../query/query.ts';
import type { GroupId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { localDayText } from '../local-day-text.ts';
import { type Assets, type Group, isPopulating } from '../workspace.ts';
import { readStored } from './stored-query.ts';

export interface SmartGroup {
  readonly uuid: GroupId;
  matches(contact: QueryContact, now: Instant): boolean;
}

export interface SmartIndex {
  /** In asset order, as TextIt visits them (4.3). */
  readonly all: readonly SmartGroup[];
  /** By property (`name`, `language`, …, `urns`, `fields.<key>`): the groups whose query looks at it. */
  readonly byProperty: ReadonlyMap<string, readonly SmartGroup[]>;
  readonly populating: readonly SmartGroup[];
}

/** The same map of groups means the same revision; loading them again makes another map. */
const indexes = new WeakMap<Assets['groups'], { readonly revision: number; readonly index: SmartIndex }>();

/** The index of these assets, made at its first use. */
export function smartIndexOf(assets: Assets, now: Instant): SmartIndex {
  const { revision } = assets.settings;
  const known = indexes.get(assets.groups);
  if (known !== undefined && known.revision === revision) return known.index;
  const index = makeIndex(assets, now);
  indexes.set(assets.groups, { revision, index });
  return index;
}

function makeIndex(assets: Assets, now: Instant): SmartIndex {
  const all: SmartGroup[] = [];
  const populating: SmartGroup[] = [];
  const byProperty = new Map<string, SmartGroup[]>();
  for (const group of assets.groups.values()) {
    if (group.query === null) continue;
    const query = readQuery(group, group.query, assets, now);
    const smart = query ? smartGroup(group.uuid, query, assets, now) : { uuid: group.uuid, matches: () => false };
    all.push(smart);
    if (isPopulating(group)) populating.push(smart);
    for (const property of query ? propertiesOf(query) : []) {
      byProperty.set(property, [...(byProperty.get(property) ?? []), smart]);
    }
  }
  return { all, byProperty, populating };
}

/** Null for an invalid group, which has no members (TextIt 4.3). */
const readQuery = (group: Group, text: string, assets: Assets, now: Instant): Query | null =>
  group.status === 'invalid' ? null : readStored(text, assets, now);

/** A query with relative dates is compiled again when the workspace's day changes. */
function smartGroup(uuid: GroupId, query: Query, { settings }: Assets, now: Instant): SmartGroup {
  const { dateStyle, timezone } = settings;
  if (!dependencies(query).relativeDates)
    return { uuid, matches: compile(query, { dateStyle, timezone, now }).matches };
  let ready: { readonly day: string; readonly matches: (contact: QueryContact) => boolean } | null = null;
  return {
    uuid,
    matches(contact, now) {
      const day = localDayText(timezone, now);
      if (ready?.day !== day) ready = { day, matches: compile(query, { dateStyle, timezone, now }).matches };
      return ready.matches(contact);
    },
  };
}

function propertiesOf(query: Query): ReadonlySet<string> {
  const { attributes, schemes, fields } = dependencies(query);
  const properties = new Set<string>([...attributes].map((attribute) => (attribute === 'urn' ? 'urns' : attribute)));
  if (schemes.size > 0) properties.add('urns');
  for (const key of fields) properties.add(`fields.${key}`);
  return properties;
}

import { compile, dependencies, type Query, type QueryContact } from '../../query/query.ts';
import { localDayText } from '../calendar/local-day-text.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import type { ModifierContext } from '../contacts/modifiers/outcome.ts';
import { PROPERTIES } from '../contacts/properties/index.ts';
import { groupedContactOf } from '../contacts/queryable.ts';
import type { GroupId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { type Assets, type Group, isPopulating } from '../workspace.ts';
import { readStored } from './stored-query.ts';

interface SmartGroup {
  readonly uuid: GroupId;
  matches(contact: QueryContact, now: Instant): boolean;
}

interface SmartIndex {
  /** In asset order, as TextIt visits them (4.3). */
  readonly all: readonly SmartGroup[];
  /** By property (`name`, `language`, …, `urns`, `fields.<key>`): the groups whose query looks at it. */
  readonly byProperty: ReadonlyMap<string, readonly SmartGroup[]>;
  readonly populating: readonly SmartGroup[];
}

/** The same map of groups means the same revision; loading them again makes another map. */
const indexes = new WeakMap<Assets['groups'], { readonly revision: number; readonly index: SmartIndex }>();

/**
 * Smart membership after one modifier: only active contacts are members (TextIt 2.4), and only groups whose query looks
 * at the change are evaluated (4.3). Returns the very same contact when nothing changes.
 */
export function regroup(
  before: Contact,
  after: Contact,
  modifier: Modifier,
  { assets, now }: ModifierContext,
): Contact {
  if (after.status !== 'active' || (after === before && modifier.type !== 'regroup')) return after;
  const index = smartIndexOf(assets, now);
  const affected = modifier.type === 'regroup' ? index.all : affectedBy(before, after, index);
  if (affected.length === 0) return after;
  const seen = groupedContactOf(after, index.byProperty.has('urns'));
  const groups = new Set(after.groups);
  let same = groups.size === after.groups.length;
  for (const group of affected) {
    const isMember = group.matches(seen, now);
    if (isMember === groups.has(group.uuid)) continue;
    same = false;
    if (isMember) groups.add(group.uuid);
    else groups.delete(group.uuid);
  }
  return same ? after : { ...after, groups: [...groups] };
}

const KEYS = Object.keys(PROPERTIES) as (keyof Contact)[];

/** Groups whose queries look at a changed property; all of them for a contact that becomes active again. */
function affectedBy(
  before: Contact,
  after: Contact,
  { all, byProperty, populating }: SmartIndex,
): readonly SmartGroup[] {
  if (before.status !== after.status) return all;
  const affected = new Set(hasMoved(before, after) ? populating : []);
  for (const key of KEYS) {
    if (before[key] === after[key]) continue;
    for (const name of namesOf(key, before, after)) {
      for (const group of byProperty.get(name) ?? []) affected.add(group);
    }
  }
  return affected.size === 0 ? [] : all.filter((group) => affected.has(group));
}

function namesOf(key: keyof Contact, before: Contact, after: Contact): readonly string[] {
  const names = PROPERTIES[key].query?.names ?? [];
  return typeof names === 'function' ? names(before, after) : names;
}

/** Whether the index lists it elsewhere now, where the job that populates a group may miss it. */
const hasMoved = (before: Contact, after: Contact): boolean =>
  before.lastSeenOn !== after.lastSeenOn || before.dormantSince !== after.dormantSince;

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

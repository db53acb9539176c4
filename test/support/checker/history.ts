import { isDeepStrictEqual } from 'node:util';
import type { Checking } from './checking.ts';
import { stintsOf } from './contacts.ts';
import type { Item } from './tables.ts';
import type { Workspace } from './workspace.ts';

const YEAR_MS = 365 * 86_400_000;

/** What a contact's events add up to. */
interface Replayed {
  status: string;
  name: string;
  language: string;
  urns: readonly string[];
  dormant: boolean;
  readonly groups: Set<string>;
  readonly fields: Map<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: events as they were stored
type Event = any;

function follow(replayed: Replayed, event: Event): void {
  switch (event.type) {
    case 'contact_status_changed':
      replayed.status = event.status;
      if (event.status !== 'active') replayed.dormant = false;
      return;
    case 'contact_name_changed':
      replayed.name = event.name;
      return;
    case 'contact_language_changed':
      replayed.language = event.language;
      return;
    case 'contact_urns_changed':
      replayed.urns = event.urns;
      return;
    case 'contact_dormancy_changed':
      replayed.dormant = event.dormant_since !== null;
      return;
    case 'contact_field_changed':
      if (event.value === null) replayed.fields.delete(event.field.key);
      else replayed.fields.set(event.field.key, event.value.text);
      return;
    case 'contact_groups_changed':
      for (const { uuid } of event.groups_added ?? []) replayed.groups.add(uuid);
      for (const { uuid } of event.groups_removed ?? []) replayed.groups.delete(uuid);
  }
}

/**
 * A contact is the sum of its events, from an empty contact. For contacts older than a year only the status is
 * compared, because other events are not kept longer.
 */
export function historyProblems({ uuid: workspace, live, events }: Workspace, checking: Checking): void {
  const { now, report } = checking;
  const veil = veilOf(workspace, checking);
  for (const [uuid, contact] of live) {
    const replayed: Replayed = {
      ...{ status: 'active', name: '', language: '', urns: [], dormant: false },
      ...{ groups: new Set(), fields: new Map() },
    };
    for (const item of events.get(uuid) ?? []) {
      if (versionOf(item) > contact['version'])
        report('history', `${uuid} has version ${contact['version']} and an event of ${versionOf(item)}`);
      for (const event of item['events']) follow(replayed, event);
    }
    replayed.urns = replayed.urns.map(veil.stored);
    const whole = contact['created'] / 1000 > now - YEAR_MS;
    for (const [what, is, says] of comparisons(contact, replayed, veil.own).slice(0, whole ? undefined : 1))
      if (!isDeepStrictEqual(is, says))
        report('history', `${uuid}: ${what} is ${JSON.stringify(is)}, and by its history ${JSON.stringify(says)}`);
  }
}

const versionOf = ({ sk }: Item): number => Number(sk.split('#')[1]);

type Veil = (urn: string) => string;

/**
 * How addresses are compared: history has `<scheme>:[?<query>]#<HMAC of scheme:path>`. Without the key, only the part
 * before the hash is compared.
 */
function veilOf(workspace: string, { hash }: Checking): { readonly own: Veil; readonly stored: Veil } {
  const own: Veil = (urn) => {
    const [address = '', query] = (urn.split('#')[0] ?? '').split('?');
    const scheme = address.slice(0, address.indexOf(':') + 1);
    return `${scheme}${query ? `?${query}` : ''}#${hash?.(`${workspace} ${address}`) ?? ''}`;
  };
  return { own, stored: hash === null ? (urn) => urn.replace(/#.*$/, '#') : (urn) => urn };
}

const comparisons = (
  contact: Item,
  replayed: Replayed,
  veil: Veil,
): readonly (readonly [string, unknown, unknown])[] => [
  ['the status', contact['status'], replayed.status],
  ['the name', contact['name'] ?? '', replayed.name],
  ['the language', contact['lang'] ?? '', replayed.language],
  ['the list of addresses', (contact['urns'] ?? []).map(veil), replayed.urns],
  ['being dormant', contact['dormant'] !== undefined, replayed.dormant],
  [
    'the set of groups',
    stintsOf(contact)
      .map(({ group }) => group)
      .sort(),
    [...replayed.groups].sort(),
  ],
  ['the set of fields', Object.keys(contact['fields'] ?? {}).sort(), [...replayed.fields.keys()].sort()],
  ...Object.entries<{ t: string }>(contact['fields'] ?? {}).map(
    ([key, { t }]) => [`the field ${key}`, t, replayed.fields.get(key)] as const,
  ),
];

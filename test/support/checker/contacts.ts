import type { Checking } from './checking.ts';
import type { Item } from './tables.ts';
import type { Workspace } from './workspace.ts';

const STATUSES = ['active', 'archived', 'stopped', 'blocked'];
/** What a tombstone may not have: everything by which a person is known. */
const PERSONAL = ['name', 'lang', 'urns', 'fields', 'groups', 'notes', 'seen', 'dormant'];

/** The groups of a contact's item, each with the version at which it was joined. */
export const stintsOf = (contact: Item): readonly { group: string; version: string }[] =>
  (contact['groups'] ?? []).map((stint: string) => {
    const [group = '', version = ''] = stint.split('#');
    return { group, version };
  });

/** What the person last said about messages, as the item has it: a time alone is an opt-in. */
const lastWordOf = ({ word }: Item): 'in' | 'out' | null =>
  word === undefined ? null : typeof word === 'number' ? 'in' : word[0];

/** Each contact by itself: what a contact of its status may have, and that its groups exist. */
export function contactProblems({ live, groups }: Workspace, { report }: Checking): void {
  for (const [uuid, contact] of live) {
    const { status, optOut = null, dormant, version } = contact;
    const joined = stintsOf(contact);
    if (!STATUSES.includes(status)) report('contacts', `${uuid} has the status ${status}`);
    if (status !== 'active' && joined.length > 0)
      report('contacts', `${uuid} is ${status} and in ${joined.length} groups`);
    if (status !== 'active' && dormant !== undefined) report('contacts', `${uuid} is ${status} and flagged as dormant`);
    if (status === 'active' && optOut !== null) report('contacts', `${uuid} is active and has opted out (${optOut})`);
    if (['stopped', 'blocked'].includes(status) && optOut !== status)
      report('contacts', `${uuid} is ${status}, but its opt-out is ${optOut}`);
    const last = lastWordOf(contact);
    if (status === 'active' && last === 'out') report('contacts', `${uuid} is active, and its last word is an opt-out`);
    if (optOut === 'stopped' && last === 'in')
      report('contacts', `${uuid} has opted out, and its last word says the opposite`);
    if (!Number.isInteger(version) || version < 1) report('contacts', `${uuid} has the version ${version}`);
    if (new Set(joined.map(({ group }) => group)).size < joined.length)
      report('contacts', `${uuid} is twice in one group`);
    for (const { group, version: since } of joined) {
      if (!groups.has(group)) report('ghosts', `${uuid} is in group ${group}, which does not exist`);
      if (!(Number(since) >= 1 && Number(since) <= version))
        report('contacts', `${uuid} has version ${version}, and joined group ${group} at version ${since}`);
    }
  }
}

/** Of a deleted contact nothing is left but its uuid, times and opt-out. */
export function tombstoneProblems(workspace: Workspace, { report }: Checking): void {
  const { tombstones, events, messages, identities, entries } = workspace;
  const owned = Map.groupBy(identities, ({ owner }) => owner as string);
  const listed = Map.groupBy(entries, ({ contact }) => contact);
  for (const [uuid, tombstone] of tombstones) {
    const personal = PERSONAL.filter((attribute) => tombstone[attribute] !== undefined);
    if (personal.length > 0) report('tombstones', `${uuid} is deleted and still has ${personal.join(', ')}`);
    const left = [
      [events.get(uuid), 'events'],
      [messages.get(uuid), 'messages'],
      [owned.get(uuid), 'addresses'],
    ] as const;
    for (const [some, what] of left)
      if (some !== undefined) report('tombstones', `${uuid} is deleted and still has ${some.length} ${what}`);
    const roster = listed.get(uuid);
    if (roster !== undefined) report('stale rosters', `${uuid} is deleted and still on ${roster.length} rosters`);
  }
  for (const uuid of new Set([...events.keys(), ...messages.keys()]))
    if (!workspace.live.has(uuid) && !tombstones.has(uuid))
      report('contacts', `${uuid} has events or messages, and no contact`);
}

import type { Checking } from './checking.ts';
import { stintsOf } from './contacts.ts';
import type { Item } from './tables.ts';
import type { Workspace } from './workspace.ts';

/** FNV-1a of the uuid, of which three to six bits are the shard: as the tables' README has it. */
function shardOf(uuid: string, { shard = 0 }: Item): number {
  let hash = 0x811c9dc5;
  for (const character of uuid) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return [16, 32, 64].map((among) => (hash >>> 0) % among).find((one) => one > 7 && one === shard) ?? (hash >>> 0) % 8;
}

/** `2026-11-24T2215`, of the quarter of an hour. */
const quarterOf = (micros: number): string =>
  new Date(Math.floor(micros / 9e8) * 9e5).toISOString().slice(0, 16).replace(/:/, '');

export const folderOf = ({ deleted, status, dormant }: Item): string => {
  if (deleted) return 'deleted';
  return status === 'active' && dormant !== undefined ? 'dormant' : status;
};

/** Where both indexes must have an item. */
function placesOf(workspace: string, uuid: string, item: Item): Readonly<Record<string, string>> {
  const shard = shardOf(uuid, item);
  const modified = {
    modifiedKey: `${workspace}#${item['deleted'] ? 'deleted' : 'live'}#${shard}`,
    modifiedSort: `${String(item['modified']).padStart(16, '0')}#${uuid}`,
  };
  if (item['deleted']) return modified;
  const time = item['status'] === 'active' ? (item['seen'] ?? item['created']) : item['statusOn'];
  return {
    ...modified,
    folderKey: `${workspace}#${folderOf(item)}#${shard}`,
    folderSort: `${quarterOf(time)}#${uuid}`,
  };
}

const PLACES = ['folderKey', 'folderSort', 'modifiedKey', 'modifiedSort'] as const;

/** Contacts say where they are listed, and the indexes list them there: each contact once, and nothing else. */
export function indexProblems(workspace: Workspace, { report }: Checking): void {
  const { live, tombstones } = workspace;
  const everyone = new Map([...live, ...tombstones]);
  for (const [uuid, item] of everyone) {
    const places = placesOf(workspace.uuid, uuid, item);
    for (const place of PLACES)
      if (item[place] !== places[place])
        report('indexes', `${uuid} says ${place} ${item[place]}; it should be ${places[place]}`);
  }
  compare('byFolder', workspace.byFolder, live, ['folderKey', 'folderSort'], report);
  compare('byModified', workspace.byModified, everyone, ['modifiedKey', 'modifiedSort'], report);
}

function compare(
  index: string,
  entries: readonly Item[],
  items: ReadonlyMap<string, Item>,
  keys: readonly (typeof PLACES)[number][],
  report: Checking['report'],
): void {
  const listed = Map.groupBy(entries, ({ pk }) => pk.split('#')[2] ?? '');
  for (const [uuid, item] of items) {
    const [entry, ...more] = listed.get(uuid) ?? [];
    if (entry === undefined) report('indexes', `${index} does not list ${uuid}`);
    else if (more.length > 0 || keys.some((key) => entry[key] !== item[key]))
      report('indexes', `${index} lists ${uuid} under ${keys.map((key) => entry[key]).join(' ')}`);
  }
  for (const uuid of listed.keys())
    if (!items.has(uuid)) report('indexes', `${index} lists ${uuid}, which is not there`);
}

/** Every membership has its roster entry. An entry without one is stale: readers skip it, and the audit removes it. */
export function rosterProblems({ live, tombstones, entries }: Workspace, { report }: Checking): void {
  const named = new Set(entries.map(({ group, shard, contact, version }) => `${group}#${shard}#${contact}#${version}`));
  const right = new Set<string>();
  for (const [uuid, contact] of live) {
    for (const { group, version } of stintsOf(contact)) {
      const name = `${group}#${shardOf(uuid, contact)}#${uuid}#${version}`;
      right.add(name);
      if (!named.has(name))
        report('rosters', `${uuid} is in group ${group} since version ${version}, and not on its roster`);
    }
  }
  for (const { group, shard, contact, version } of entries)
    if (!right.has(`${group}#${shard}#${contact}#${version}`) && !tombstones.has(contact))
      report(
        'stale rosters',
        `the roster of group ${group} names ${contact} since version ${version}, who is not in it`,
      );
}

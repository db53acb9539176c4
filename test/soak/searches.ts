/** Searches agree with a look at everybody in the tables, by a snapshot or without one. */
import type { Item, Tables } from '../support/checker/tables.ts';
import { type Workspace, workspacesOf } from '../support/checker/workspace.ts';
import type { Ground } from './killable-service.ts';
import type { Act, World } from './world.ts';

const text = ({ fields }: Item, key: string): string => fields?.[key]?.t ?? '';

/** Each finds active contacts only, as it names no other status. */
const SEARCHES: readonly (readonly [query: string, matches: (item: Item) => boolean])[] = [
  ['plan != ""', (item) => text(item, 'plan') !== ''],
  ['remark = ""', (item) => text(item, 'remark') === ''],
  ['hits > 1', (item) => Number(text(item, 'hits')) > 1],
  ['name ~ "Soak"', ({ name }) => /^Soak /.test(name ?? '')],
];

/** A search while everything changes: its answer may be of any moment, and it has a snapshot made. */
export const search: Act = async (world, random) => {
  const [query] = random.pick(SEARCHES);
  await world.ask('GET', pathOf(query));
};

const pathOf = (query: string): string => `contacts.json?query=${encodeURIComponent(query)}`;

/** What searches find that does not match, or do not find, when nothing changes; and how many a snapshot answered. */
export async function wrongSearches(
  ground: Ground,
  worlds: readonly World[],
  tables: Tables,
): Promise<{ readonly wrong: readonly string[]; readonly bySnapshot: number }> {
  const there = new Map(workspacesOf(tables).map((one) => [one.uuid, activeIn(one)]));
  const wrong: string[] = [];
  let bySnapshot = 0;
  // The first search may only ask for a snapshot, and the second has it.
  for (let time = 0; time < 2; time += 1) {
    for (const world of worlds)
      for (const [query, matches] of SEARCHES) {
        const { found, used } = await findAll(world, query);
        if (used) bySnapshot += 1;
        const active = there.get(world.workspace) ?? [];
        const right = active.filter(([, item]) => matches(item)).map(([uuid]) => uuid);
        const by = used ? 'a snapshot' : 'the tables';
        if (found.size !== right.length || right.some((uuid) => !found.has(uuid)))
          wrong.push(`lost: ${query} finds ${found.size} people by ${by}, and ${right.length} match`);
      }
    await ground.local('GET', 'idle?timeout=60');
  }
  return { wrong, bySnapshot };
}

const activeIn = ({ live }: Workspace) => [...live].filter(([, { status }]) => status === 'active');

async function findAll(
  { ask }: World,
  query: string,
): Promise<{ readonly found: Set<string>; readonly used: boolean }> {
  const found = new Set<string>();
  let used = false;
  for (let path: string | undefined = pathOf(query); path !== undefined; ) {
    const { is, body, status } = await ask('GET', path);
    if (is !== 'done') throw new Error(`The search ${query} answered ${status}`);
    for (const { uuid } of body.results) found.add(uuid);
    used ||= body.snapshot?.used === true;
    path = body.next?.split('/api/v2/')[1];
  }
  return { found, used };
}

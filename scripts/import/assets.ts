import { nextOf } from '../../shared/domain/imports/textit/round.ts';
import { type SourceAssets, sourceAssetsOf } from '../../shared/domain/imports/textit/source-assets.ts';
import type { Api } from '../api.ts';
import { messageOf } from '../command-line.ts';

type Say = (line: string) => void;
type Item = Readonly<Record<string, unknown>>;

/** Imports fields, groups and flows, and says why any of them could not be. What exists by its name stays as it is. */
export async function bringAssets(source: Api, target: Api, say: Say): Promise<SourceAssets> {
  const fields = await allOf(source, 'fields.json');
  const groups = (await allOf(source, 'groups.json')).filter(({ system }) => system !== true);
  await bring(fields, await namesIn(target, 'fields.json'), 'field', say, ({ name, type }) =>
    target.post('fields.json', { name, type }),
  );
  await bringFlows(source, target, say);
  await bring(groups, await namesIn(target, 'groups.json'), 'group', say, ({ name, query }) =>
    target.post('groups.json', { name, ...(query !== null && { query }) }),
  );
  return sourceAssetsOf(fields, groups);
}

const namesIn = async (api: Api, list: string): Promise<Set<string>> =>
  new Set((await allOf(api, list)).map(({ name }) => String(name).toLowerCase()));

async function bring(
  items: readonly Item[],
  known: ReadonlySet<string>,
  what: string,
  say: Say,
  make: (item: Item) => Promise<unknown>,
): Promise<void> {
  let made = 0;
  for (const item of items.toReversed()) {
    if (known.has(String(item['name']).toLowerCase())) continue;
    try {
      await make(item);
      made++;
    } catch (error) {
      say(`The ${what} ${String(item['name'])} could not come along: ${messageOf(error)}`);
    }
  }
  say(`${made} ${what}s made, of ${items.length}`);
}

/** Each with what it needs. A flow that cannot run here is kept, and says so when it is started. */
async function bringFlows(source: Api, target: Api, say: Say): Promise<void> {
  const flows = (await allOf(source, 'flows.json')).filter(({ archived }) => archived !== true);
  const known = new Set((await allOf(target, 'flows.json')).map(({ uuid }) => uuid));
  let made = 0;
  for (const { uuid, name } of flows.toReversed()) {
    if (known.has(uuid)) continue;
    try {
      const definitions = await source.get(`definitions.json?flow=${String(uuid)}&dependencies=flows`);
      await target.post('flows.json?allow_partial=true', definitions);
      made++;
    } catch (error) {
      say(`The flow ${String(name)} could not come along: ${messageOf(error)}`);
    }
  }
  say(`${made} flows made, of ${flows.length}`);
}

async function allOf(api: Api, endpoint: string): Promise<Item[]> {
  const found: Item[] = [];
  for (let next: string | null = endpoint; next !== null; ) {
    const page: Readonly<Record<string, unknown>> = await api.get(next);
    found.push(...(page['results'] as Item[]));
    next = nextOf(page, endpoint);
  }
  return found;
}

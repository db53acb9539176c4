import type { Api } from '../api.ts';
import { messageOf } from '../command-line.ts';
import { allOf } from './sides.ts';

type Say = (line: string) => void;
type Item = Readonly<Record<string, unknown>>;

/** Fields or flows of the source. */
interface Kind {
  readonly what: string;
  /** Oldest first. */
  readonly items: readonly Item[];
  readonly list: string;
  /** By this it is known here. */
  readonly idOf: (item: Item) => string;
  readonly make: (item: Item) => Promise<unknown>;
}

interface AssetPlan {
  /** How many are to be made here. */
  readonly missing: number;
  /** Makes them, and says why any of them could not be. What exists by its name stays as it is. */
  bring(): Promise<void>;
}

/**
 * Says which fields and flows of the source are to be made here. Makes none. Groups come with the contacts, whose
 * import makes them: the queries of smart ones may name these fields and flows.
 */
export async function planAssets(source: Api, target: Api, say: Say): Promise<AssetPlan> {
  const fields = await allOf(source, 'fields.json');
  const flows = (await allOf(source, 'flows.json')).filter(({ archived }) => archived !== true);
  const kinds: readonly Kind[] = [
    {
      what: 'field',
      items: fields.toReversed(),
      list: 'fields.json',
      idOf: nameOf,
      make: ({ name, type }) => target.post('fields.json', { name, type }),
    },
    {
      what: 'flow',
      items: flows.toReversed(),
      list: 'flows.json',
      idOf: ({ uuid }) => String(uuid),
      // With what it needs. One that cannot run here is kept, and says so when it is started.
      make: async ({ uuid }) =>
        target.post(
          'flows.json?allow_partial=true',
          await source.get(`definitions.json?flow=${String(uuid)}&dependencies=flows`),
        ),
    },
  ];
  let missing = 0;
  for (const kind of kinds) {
    const items = await missingOf(kind, target);
    missing += items.length;
    const names = items.length === 0 ? '' : `: ${items.map(({ name }) => String(name)).join(', ')}`;
    say(`To be made: ${items.length} of ${kind.items.length} ${kind.what}s${names}`);
  }
  const bring = async () => {
    for (const kind of kinds) await bringKind(kind, await missingOf(kind, target), say);
  };
  return { missing, bring };
}

const nameOf = ({ name }: Item): string => String(name).toLowerCase();

async function missingOf({ items, list, idOf }: Kind, target: Api): Promise<readonly Item[]> {
  const there = new Set((await allOf(target, list)).map(idOf));
  return items.filter((item) => !there.has(idOf(item)));
}

async function bringKind({ what, make }: Kind, items: readonly Item[], say: Say): Promise<void> {
  let made = 0;
  for (const item of items)
    try {
      await make(item);
      made++;
    } catch (error) {
      say(`The ${what} ${String(item['name'])} was not made: ${messageOf(error)}`);
    }
  if (items.length > 0) say(`Made: ${made} of ${items.length} ${what}s`);
}

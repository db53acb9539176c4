import type { Api } from '../api.ts';
import { messageOf } from '../command-line.ts';
import { allOf, deletedOf, differing, type Pair, type Person, pairsOf, wantsNone } from './sides.ts';

interface Returning {
  /** Else it only says what it would do. */
  readonly run: boolean;
  /** Who changed here since then goes back, in milliseconds since 1970; null: opt-outs only. */
  readonly since: number | null;
}

type Say = (line: string) => void;

/** `contact_actions.json` of TextIt takes so many. */
const ACTION_MOST = 100;
/** Its API has no status: nobody can be stopped by it, and a block has the same effect on campaigns. */
const BY_HAND = ['archived', 'active'];

/**
 * Takes to the other side what changed here: first it blocks who wants no messages here and may be written to there.
 * With a time it also writes people who changed here since then, and nobody who changed or was deleted there. Throws
 * at the end when somebody was refused.
 */
export async function returnChanges(source: Api, target: Api, { run, since }: Returning, say: Say): Promise<void> {
  const deleted = await deletedOf(source);
  const pairs: Pair[] = [];
  const blocked: string[] = [];
  for await (const pair of pairsOf(source, target, say)) {
    if (pair.there && wantsNone(pair.here) && !wantsNone(pair.there)) blocked.push(pair.there.uuid);
    if (since !== null && !deleted.has(pair.here?.uuid ?? '') && (pair.here?.modifiedOn ?? 0) >= since)
      pairs.push(pair);
  }
  say(`To be blocked there: ${blocked.length}`);
  if (run)
    for (let from = 0; from < blocked.length; from += ACTION_MOST)
      await block(source, blocked.slice(from, from + ACTION_MOST));
  if (since !== null) await returnPeople(source, pairs, { run, since }, say);
  if (!run) say('Nothing is changed there yet: --run does it.');
}

const block = (source: Api, contacts: readonly string[]) =>
  source.post('contact_actions.json', { contacts, action: 'block' });

async function returnPeople(source: Api, pairs: readonly Pair[], { run, since }: Returning, say: Say): Promise<void> {
  const isChangedThere = ({ there }: Pair) => there !== null && there.modifiedOn >= (since ?? 0);
  const both = pairs.filter(isChangedThere);
  const staticGroups = new Set(
    (await allOf<{ name: string; query: string | null }>(source, 'groups.json')).flatMap(({ name, query }) =>
      query === null ? [name] : [],
    ),
  );
  const known = new Set((await allOf<{ key: string }>(source, 'fields.json')).map(({ key }) => key));
  const writes = pairs.flatMap((pair) => (isChangedThere(pair) ? [] : writesOf(pair, { staticGroups, known })));
  say(
    `To be written there: ${writes.length} people; left as they are, since they changed on both sides: ${both.length}`,
  );
  for (const { here } of both) say(`  changed on both sides: ${here?.uuid}`);
  const byHand = pairs.flatMap(({ there, here }) => (there && here && isByHand(there, here) ? [here.uuid] : []));
  if (byHand.length > 0) say(`TextIt's API sets no such status; set it there by hand for: ${byHand.join(', ')}`);
  if (!run) return;
  const refused: string[] = [];
  for (const { endpoint, body, uuid, isBlocked } of writes)
    try {
      const written = await source.post(endpoint, body);
      if (isBlocked) await block(source, [String(written['uuid'])]);
    } catch (error) {
      refused.push(`${uuid}: ${messageOf(error)}`);
    }
  for (const line of refused) say(line);
  if (refused.length > 0) throw new Error(`${refused.length} of ${writes.length} people were refused there.`);
}

const isByHand = (there: Person, here: Person): boolean =>
  there.values['status'] !== here.values['status'] && BY_HAND.includes(here.values['status'] ?? '');

interface Known {
  /** Names of groups that take people by hand. */
  readonly staticGroups: ReadonlySet<string>;
  /** Keys of fields. */
  readonly known: ReadonlySet<string>;
}

/** The request by which the other side gets a person as they are here; none where it has nothing to say. */
function writesOf({ there, here }: Pair, { staticGroups, known }: Known) {
  if (here === null) return [];
  const changed = there === null ? Object.keys(here.values) : differing({ there, here });
  const has = (property: string) => changed.includes(property);
  const fields = changed.flatMap((property) => {
    const key = property.replace(/^fields\./, '');
    return key !== property && known.has(key) ? [[key, here.values[property] ?? null]] : [];
  });
  const isActive = here.values['status'] === 'active' && (there === null || there.values['status'] === 'active');
  const body = {
    ...(has('name') && { name: here.values['name'] ?? null }),
    ...(has('language') && { language: here.values['language'] ?? null }),
    ...(has('urns') && { urns: here.urns }),
    ...(has('groups') && isActive && { groups: here.groups.filter((name) => staticGroups.has(name)) }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  };
  if (Object.keys(body).length === 0) return [];
  const endpoint = `contacts.json${there ? `?uuid=${there.uuid}` : ''}`;
  // Whoever is new there is so without a group, and blocked at once.
  return [{ uuid: here.uuid, endpoint, body, isBlocked: there === null && wantsNone(here) }];
}

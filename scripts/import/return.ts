import { messageOf } from '../command-line.ts';
import { block, toBlock, writeStatuses } from './block.ts';
import type { Pair, Person } from './people.ts';
import { differing, readPeople, type Say, type Sides, workspaceOf } from './sides.ts';

interface Returning {
  /** Else it only says what it would do. */
  readonly run: boolean;
  /** Who changed here since then goes back, in milliseconds since 1970; null: opt-outs only. */
  readonly since: number | null;
}

/** Clocks may differ by a moment. */
const OVERLAP_MS = 60_000;

/**
 * Takes to the other side what changed here: first it blocks who wants no messages here and may be written to there.
 * With a time it also writes people who changed here since then, and nobody who changed or was deleted there. Then it
 * reads the other side again, which may leave out changes without a word (TextIt 2.9). Throws when any is missing.
 */
export async function returnChanges(sides: Sides, { run, since }: Returning, say: Say): Promise<void> {
  const begun = new Date(Date.now() - OVERLAP_MS).toISOString();
  const blocked = toBlock(sides);
  const before = new Set(blocked);
  say(`To be blocked there: ${blocked.length}`);
  await writeStatuses(sides, (pair) => isByHand(pair, before, since), say);
  if (run) await block(sides, blocked, say);
  const after = since === null ? sides : { ...sides, there: await makeMissing(sides, run, say) };
  const sent = since === null ? new Set<string>() : await writePeople(after, { run, since }, say);
  if (!run) return say('Nothing is changed there yet: --run does it.');
  await readPeople(after, 'there', say, begun);
  const missing = [...toBlock(after), ...stillDiffering(after, sent)];
  for (const uuid of missing) say(`  still differs there: ${uuid}`);
  if (missing.length > 0) throw new Error(`People who still differ there: ${missing.length}`);
}

/** TextIt's API blocks and unblocks only. Nobody is made active: whoever opted in again is for a person to see. */
const isByHand = ({ there, here }: Pair, blocked: ReadonlySet<string>, since: number | null): boolean =>
  there !== null &&
  here !== null &&
  here.values['status'] !== 'active' &&
  (blocked.has(there.uuid) ||
    (since !== null && isSince(here, since) && differing({ there, here }).includes('status')));

const isSince = (person: Person | null, since: number): boolean => person !== null && person.modifiedOn >= since;

/** Writes people who changed here only. Returns their uuids here. */
async function writePeople(
  sides: Sides,
  { run, since }: { readonly run: boolean; readonly since: number },
  say: Say,
): Promise<ReadonlySet<string>> {
  const sent = new Set<string>();
  let left = 0;
  for (const pair of sides.people.pairs()) {
    const { there, here } = pair;
    const body = isSince(here, since) ? bodyOf(pair, sides.there) : null;
    if (here === null || body === null || sides.deleted.has(here.uuid)) continue;
    if (isSince(there, since)) {
      left++;
      say(`  changed on both sides: ${here.uuid}`);
      continue;
    }
    sent.add(here.uuid);
    if (!run) continue;
    try {
      const written = await sides.there.api.post(`contacts.json${there ? `?uuid=${there.uuid}` : ''}`, body);
      // Whoever is new there is so without a group, and blocked at once.
      if (there === null && here.wantsNone) await block(sides, [String(written['uuid'])], say);
    } catch (error) {
      say(`${here.uuid}: ${messageOf(error)}`);
    }
  }
  say(`To be written there: ${sent.size} people; left as they are, since they changed on both sides: ${left}`);
  return sent;
}

/** People who were written, and are not so there. */
function* stillDiffering({ people, there }: Sides, sent: ReadonlySet<string>): Generator<string> {
  for (const pair of people.pairs())
    if (pair.here !== null && sent.has(pair.here.uuid) && bodyOf(pair, there) !== null) yield pair.here.uuid;
}

/** Makes fields and static groups there that are only here. Returns the other side as it then is. */
async function makeMissing({ there, here }: Sides, run: boolean, say: Say): Promise<Sides['there']> {
  const namesOf = (list: readonly { readonly name: string }[]) => new Set(list.map(({ name }) => name.toLowerCase()));
  const known = { fields: namesOf(there.fields), groups: namesOf(there.groups) };
  const fields = here.fields.filter(({ name }) => !known.fields.has(name.toLowerCase()));
  const groups = here.groups.filter(({ name, query }) => query === null && !known.groups.has(name.toLowerCase()));
  const names = [...fields, ...groups].map(({ name }) => name);
  if (names.length > 0) say(`Fields and groups to be made there: ${names.join(', ')}`);
  if (!run || names.length === 0) return there;
  for (const { name, type } of fields) await there.api.post('fields.json', { name, type });
  for (const { name } of groups) await there.api.post('groups.json', { name });
  return workspaceOf(there.api);
}

/** What the other side needs to have a person as they are here; null: nothing that its API takes. */
function bodyOf({ there, here }: Pair, { fields, groups }: Pick<Sides['there'], 'fields' | 'groups'>): object | null {
  if (here === null) return null;
  const changed = new Set(there === null ? Object.keys(here.values) : differing({ there, here }));
  const values = fields
    .filter(({ name }) => changed.has(`fields.${name.toLowerCase()}`))
    .map(({ key, name }) => [key, here.values[`fields.${name.toLowerCase()}`] ?? null]);
  const isActive = here.values['status'] === 'active' && (there === null || there.values['status'] === 'active');
  const smart = new Set(groups.flatMap(({ name, query }) => (query === null ? [] : [name])));
  const body = {
    ...(changed.has('name') && { name: here.values['name'] ?? null }),
    ...(changed.has('language') && { language: here.values['language'] ?? null }),
    ...(changed.has('urns') && { urns: here.urns }),
    ...(changed.has('groups') && isActive && { groups: here.groups.filter((name) => !smart.has(name)) }),
    ...(values.length > 0 && { fields: Object.fromEntries(values) }),
  };
  return Object.keys(body).length === 0 ? null : body;
}

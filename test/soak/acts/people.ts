/** Contacts are created and changed. */
import { phone } from '../../support/api/client.ts';
import type { Random } from '../../support/random.ts';
import { FIELDS, introduce, type Kind, type Person, type Status } from '../memory.ts';
import { type Act, surely, type World } from '../world.ts';

const KINDS: readonly Kind[] = [
  'plain',
  'plain',
  'plain',
  'plain',
  'plain',
  'mover',
  'mover',
  'mover',
  'mover',
  'quitter',
];
const DAY_MS = 86_400_000;

/** Somebody of a kind; none while there is nobody of it. */
export const somebody = ({ memory }: World, random: Random, ...kinds: Kind[]): Person | null => {
  const some = memory.people.filter(({ kind }) => kinds.includes(kind));
  return some.length === 0 ? null : random.pick(some);
};

/** Up to so many different people of a kind. */
export function several(world: World, random: Random, most: number, ...kinds: Kind[]): Person[] {
  const some = Array.from({ length: 1 + random.below(most) }, () => somebody(world, random, ...kinds));
  return [...new Set(some)].filter((one) => one !== null);
}

/** Some were created elsewhere, long ago: the sweep has something to do. */
const pastOf = (world: World, random: Random): object =>
  random.chance(0.3)
    ? { created_on: new Date(world.ground.now() - (5 + random.below(400)) * DAY_MS).toISOString() }
    : {};

export const createPerson: Act = async (world, random) => {
  const n = world.next();
  const [name, urn, kind] = [`Soak ${n}`, phone(n), random.pick(KINDS)];
  const body = { name, urns: [urn], groups: [world.groups[0]], ...pastOf(world, random) };
  await surely(world, ['POST', 'contacts.json', body], name, ({ uuid }) => {
    const groups = new Map(world.groups.map((group, index) => [group, index === 0]));
    introduce(world.memory, { uuid, name, urn, kind, groups });
  });
};

/** Two editors may write the same field at the same time. */
export const editField: Act = async (world, random) => {
  const person = somebody(world, random, 'plain', 'mover');
  if (!person) return;
  const [field, value] = [random.pick(FIELDS), `v${world.next()}`];
  const end = person.fields[field].write(() => value);
  const { is } = await world.ask('POST', `contacts.json?uuid=${person.uuid}`, { fields: { [field]: value } });
  end(is === 'done' ? 'done' : 'unknown');
};

export const changeGroups: Act = async (world, random) => {
  const [people, group] = [several(world, random, 10, 'plain'), random.pick(world.groups.slice(1))];
  const action = random.pick(['add', 'remove']);
  const ends = people.map(({ groups }) => groups.get(group)?.write(() => action === 'add'));
  const contacts = people.map(({ uuid }) => uuid);
  if (contacts.length === 0) return;
  const { is } = await world.ask('POST', 'contact_actions.json', { contacts, action, group });
  for (const end of ends) end?.(is === 'done' ? 'done' : 'unknown');
};

/** By hand: people are archived and restored. */
export const changeStatus: Act = async (world, random) => {
  const people = several(world, random, 20, 'mover');
  const status = random.pick<Status>(['archived', 'archived', 'active']);
  if (people.length === 0) return;
  const ends = people.map((person) => person.status.write((before) => (before === 'deleted' ? null : status)));
  const contacts = people.map(({ uuid }) => uuid);
  const { is } = await world.ask('POST', 'contact_actions.json', { contacts, action: 'set_status', status });
  for (const end of ends) end(is === 'done' ? 'done' : 'unknown');
};

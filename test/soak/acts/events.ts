/** People write, call, and opt out. */

import type { Person } from '../memory.ts';
import { insist } from '../requests.ts';
import type { Act, World } from '../world.ts';
import { somebody } from './people.ts';

const TRIES = 4;

/** Sent under the sender's own id until it is taken in, as gateways do. */
async function send(
  world: World,
  person: Person,
  event: { readonly type: string },
  taken: () => void = () => undefined,
): Promise<void> {
  const at = world.ground.now();
  const text = `m${world.next()}`;
  const body = { ...event, urn: person.urn, external_id: text, text };
  const finish = async (tries: number): Promise<boolean> => {
    const { is, body: answer } = await insist(world.ask, tries, 'POST', 'events.json', body);
    if (is === 'refused') world.memory.problems.push(`an event was refused: ${JSON.stringify(answer)}`);
    if (is !== 'done') return is === 'refused';
    const contact = answer.contact?.uuid ?? null;
    world.memory.sent.push({ person, text, contact, isMessage: event.type === 'msg_received' });
    taken();
    if (contact === person.uuid) person.seen = Math.max(person.seen, at);
    return true;
  };
  if (!(await finish(TRIES))) world.later.push(async () => void (await finish(20)));
}

export const writeMessage: Act = async (world, random) => {
  const person = somebody(world, random, 'plain', 'plain', 'mover');
  if (person) await send(world, person, { type: 'msg_received' });
};

export const missCall: Act = async (world, random) => {
  const person = somebody(world, random, 'plain', 'mover', 'quitter');
  if (person) await send(world, person, { type: 'mo_miss' });
};

export const optOut: Act = async (world, random) => {
  const person = somebody(world, random, 'quitter');
  if (!person) return;
  const end = person.status.write(() => 'stopped');
  await send(world, person, { type: 'stop_contact' }, () => end('done'));
};

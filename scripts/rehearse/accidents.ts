/** Rehearses accidents of the runbook with the service in this process. Each returns what is wrong. */
import { setStatus } from '../../test/support/api/client.ts';
import { stageOf } from '../../test/support/in-process/clients.ts';
import { openOnTables } from '../../test/support/in-process/service.ts';
import { type Accident, problem } from './accident.ts';
import { lostRegion } from './lost-region.ts';

/** "A token was stolen": who has it is shut out, nobody else is, and what it did is found and undone. */
async function stolenToken({ stage, client, say }: Accident): Promise<string[]> {
  const { token, uuid } = await client.post('tokens.json', { role: 'editor', name: 'Nightly sync' });
  const thief = stage.as(token);
  const [{ uuid: victim }] = (await thief.get('contacts.json?folder=active')).results;
  await setStatus(thief, 'archived', victim);
  await stage.settle();
  say(`a stolen token has archived ${victim}`);
  const { status } = await client.ask('DELETE', `tokens.json?uuid=${uuid}`);
  const refused = await thief.ask('GET', 'contacts.json');
  say(`the token is deleted: it is answered ${refused.status}`);
  const history = await client.all(`history.json?contact=${victim}`);
  const byThief = history.filter(({ _by }) => _by === uuid);
  say(`history names it at ${byThief.length} changes`);
  await setStatus(client, 'active', victim);
  const [contact] = (await client.get(`contacts.json?uuid=${victim}`)).results;
  return [
    ...problem(status !== 204, `The token was not deleted: ${status}`),
    ...problem(refused.status !== 403, `The stolen token is answered ${refused.status}`),
    ...problem(byThief.length === 0, 'History does not say what the token did'),
    ...problem(contact?.status !== 'active', 'What it did is not undone'),
  ];
}

/** "The key is lost": nothing is brought back under another key, and everything is there with the copy. */
async function lostKey({ engine, stage, client, say }: Accident): Promise<string[]> {
  const { data } = stage.service.runtime;
  const urn = 'tel:+250788999003';
  const { uuid } = await client.post('contacts.json', { name: 'Known', urns: [urn] });
  await stage.settle();
  const { token } = await client.post('tokens.json', { role: 'administrator', name: 'Operator' });
  const path = `contacts.json?urn=${encodeURIComponent(urn)}`;
  const other = stageOf(await openOnTables(engine, { ...data, hmacKey: async () => 'somebody typed another key' })).as(
    token,
  );
  const asked = await other.ask('GET', path);
  const written = await other.ask('POST', 'contacts.json', { name: 'Twice', urns: [urn] });
  say(`with another key, look-ups are answered ${asked.status}, and new addresses ${written.status}`);
  const again = stageOf(await openOnTables(engine, data)).as(token);
  const [found] = (await again.get(path)).results;
  say('with the copy of the key, the contact is found by its address');
  return [
    ...problem(asked.status !== 503, `A look-up under another key is answered ${asked.status}`),
    ...problem(written.status !== 503, `A second contact with the address is answered ${written.status}`),
    ...problem(found?.uuid !== uuid, 'The contact is not found with the copy of the key'),
  ];
}

export const ACCIDENTS = { 'stolen-token': stolenToken, 'lost-key': lostKey, 'lost-region': lostRegion } as const;

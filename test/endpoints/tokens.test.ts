import { expect, it } from 'vitest';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

async function open(given: object) {
  const client = await stage().open();
  await prepare(client);
  const token = await client.post('tokens.json', { role: 'administrator', name: 'Sync', ...given });
  return { client, token, its: stage().as(token.token) };
}

const statuses = (client: Client, ...asked: (readonly [string, string, object?])[]) =>
  Promise.all(asked.map(async ([method, path, body]) => (await client.ask(method, path, body)).status));

const SEARCH = ['POST', 'queries.json', { query: 'name = "Ann"' }] as const;
const CREATE = ['POST', 'contacts.json', { name: 'Ann' }] as const;

it('a token that only reads asks what a viewer could, and what its role lets it see', async () => {
  const { its } = await open({ read_only: true });
  expect(await statuses(its, ['GET', 'contacts.json'], ['GET', 'tokens.json'], SEARCH)).toEqual([200, 200, 200]);
  expect(await statuses(its, CREATE, ['POST', 'settings.json', { name: 'X' }])).toEqual([403, 403]);
  expect((await its.ask(...CREATE)).body).toEqual({ detail: 'This token may only read.' });
});

it('a token for some endpoints calls no others, also not what its role may', async () => {
  const { its } = await open({ endpoints: ['contacts', 'contacts', 'groups'] });
  expect(await statuses(its, ['GET', 'contacts.json'], ['GET', 'groups.json'], CREATE)).toEqual([200, 200, 201]);
  expect(await statuses(its, ['GET', 'contact_export.json'], ['GET', 'me.json'], SEARCH)).toEqual([403, 403, 403]);
  expect((await its.ask('GET', 'jobs.json')).body).toEqual({
    detail: 'This token may not call "jobs", only contacts, groups.',
  });
});

it('a scope gives no more than the role', async () => {
  const { its } = await open({ role: 'viewer', endpoints: ['contacts', 'settings'] });
  expect(await statuses(its, CREATE, ['POST', 'settings.json', { name: 'X' }])).toEqual([403, 403]);
});

it('a token is refused from the time at which it expires, and stays in the list', async () => {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const { client, token, its } = await open({ expires_on: soon });
  expect((await its.ask('GET', 'me.json')).status).toBe(200);
  await stage().service.goTo(Date.parse(soon) + 1);
  expect(await its.ask('GET', 'me.json')).toMatchObject({ status: 403 });
  expect((await client.get('tokens.json')).results).toContainEqual(expect.objectContaining({ uuid: token.uuid }));
});

it('a rotated token has two secrets for the overlap, then one; a second rotation ends the first secret', async () => {
  const { client, token, its } = await open({ name: 'Turning' });
  const rotate = (overlap_hours?: number) =>
    client.post(`tokens.json?uuid=${token.uuid}`, {
      rotate: true,
      ...(overlap_hours !== undefined && { overlap_hours }),
    });
  const second = stage().as((await rotate(1)).token);
  expect([await statuses(its, ['GET', 'me.json']), await statuses(second, ['GET', 'me.json'])]).toEqual([[200], [200]]);
  const third = stage().as((await rotate(1)).token);
  const all = () => Promise.all([its, second, third].map(async (one) => (await one.ask('GET', 'me.json')).status));
  expect(await all()).toEqual([403, 200, 200]);
  const at = Number(Date.parse((await third.get('me.json')).now));
  await stage().service.goTo(at + 3_600_000 + 1_000);
  expect(await all()).toEqual([403, 403, 200]);
  const fourth = stage().as((await rotate(0)).token);
  expect([await all(), await statuses(fourth, ['GET', 'me.json'])]).toEqual([[403, 403, 403], [200]]);
  await rotate();
  await client.ask('DELETE', `tokens.json?uuid=${token.uuid}`);
  expect(await statuses(fourth, ['GET', 'me.json'])).toEqual([403]);
  expect((await client.ask('POST', `tokens.json?uuid=${token.uuid}`, { rotate: true })).status).toBe(404);
});

it('an overlap does not outlive the token', async () => {
  const soon = new Date(Date.parse((await (await stage().open()).get('me.json')).now) + 3_600_000).toISOString();
  const { client, token, its } = await open({ expires_on: soon });
  await client.post(`tokens.json?uuid=${token.uuid}`, { rotate: true, overlap_hours: 336 });
  await stage().service.goTo(Date.parse(soon) + 1);
  expect(await statuses(its, ['GET', 'me.json'])).toEqual([403]);
});

it('lists say whose a token is and when and from where it was last used, without any secret', async () => {
  const { client, token, its } = await open({});
  const { token: me } = await client.get('me.json');
  const shown = async () =>
    (await client.get('tokens.json')).results.find((one: { uuid: string }) => one.uuid === token.uuid);
  expect(await shown()).toMatchObject({ owner: me, last_used_on: null, last_used_from: null });
  await its.get('me.json');
  expect(await shown()).toMatchObject({
    last_used_on: expect.any(String),
    last_used_from: expect.stringMatching(/[.:]/),
  });
  expect(JSON.stringify([await shown(), await stage().itemsOf(client)])).not.toContain(token.token);
});

it('a revoked token keeps its name in what it did', async () => {
  const { client, token, its } = await open({ name: 'Importer' });
  const [contact] = await createPeople(its, 1);
  await its.post(`contacts.json?uuid=${contact}`, { language: 'kin' });
  await client.ask('DELETE', `tokens.json?uuid=${token.uuid}`);
  await stage().settle();
  const { results } = await client.get(`history.json?contact=${contact}`);
  expect(results.at(-1)).toMatchObject({ _user: { uuid: token.uuid, name: 'Importer' } });
});

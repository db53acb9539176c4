import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

/** A client whose token and workspace the container has seen, and a contact. */
async function open() {
  const client = await stage().open();
  await prepare(client);
  const [uuid = ''] = await createPeople(client, 1);
  return { client, uuid };
}

/** The calls of `work`, by their names. */
async function callsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = vi.spyOn(stage().service.runtime.data.documents, 'send');
  try {
    await work();
    return sent.mock.calls.map(([command]) => command.constructor.name.replace('Command', ''));
  } finally {
    sent.mockRestore();
  }
}

const rename = (client: Client, uuid: string, name: string, headers = {}) =>
  client.ask('POST', `contacts.json?uuid=${uuid}`, { name }, headers);

it('a change of one contact is two calls: its token, settings and contact are read in one', async () => {
  const { client, uuid } = await open();
  const units = { 'x-report-capacity': '1' };
  const answers: Awaited<ReturnType<typeof rename>>[] = [];
  const calls = await callsOf(async () => answers.push(await rename(client, uuid, 'Eve', units)));
  expect(calls).toEqual(['BatchGet', 'Put']);
  expect(answers[0]?.body).toMatchObject({ uuid, name: 'Eve' });
  expect(answers[0]?.headers.get('x-consumed-capacity')).toBe('read=3;write=3');
});

it('under a key the contact is read once the key is held, since the request may have waited for another one', async () => {
  const { client, uuid } = await open();
  const calls = await callsOf(() => rename(client, uuid, 'Eve', { 'idempotency-key': randomUUID() }));
  expect(calls.slice(0, 3)).toEqual(['BatchGet', 'Put', 'Get']);
});

it('a request by a token that the container meets first reads the contact by itself', async () => {
  const { client, uuid } = await open();
  const { token } = await client.post('tokens.json', { role: 'editor', name: 'New' });
  const calls = await callsOf(async () => expect((await rename(stage().as(token), uuid, 'Eve')).status).toBe(200));
  expect(calls.filter((name) => name === 'BatchGet')).toEqual([]);
});

it('what is not there is not found, what is deleted is refused, and no other workspace is reached', async () => {
  const { client, uuid } = await open();
  const other = await open();
  expect((await rename(client, randomUUID(), 'Eve')).status).toBe(404);
  expect((await rename(client, other.uuid, 'Eve')).status).toBe(404);
  expect((await rename(client, 'nonsense', 'Eve')).status).toBe(400);
  expect((await client.ask('DELETE', `contacts.json?uuid=${other.uuid}`)).status).toBe(404);
  await client.ask('POST', `contacts.json?uuid=${uuid}`, { status: 'archived' });
  expect((await client.ask('DELETE', `contacts.json?uuid=${uuid}`)).status).toBe(204);
  expect((await rename(client, uuid, 'Eve')).status).toBe(400);
});

it('two that change a contact at once both have their effect', async () => {
  const { client, uuid } = await open();
  const change = (body: object) => client.ask('POST', `contacts.json?uuid=${uuid}`, body);
  await Promise.all([change({ name: 'Eve' }), change({ language: 'kin' })]);
  const { results } = await client.get(`contacts.json?uuid=${uuid}`);
  expect(results).toMatchObject([{ name: 'Eve', language: 'kin' }]);
});

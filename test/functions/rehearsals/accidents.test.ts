/** Accidents of docs/runbook.md that leave the tables as they are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullWorkspace } from '../../long/checker/workspace.ts';
import { type Client, setStatus } from '../../support/api/client.ts';
import { engines, type RunningEngine, startEngine } from '../../support/engines/engines.ts';
import { type InProcessStage, stageOf } from '../../support/in-process/clients.ts';
import { openInProcess, openOnTables } from '../../support/in-process/service.ts';

let engine: RunningEngine;
let stage: InProcessStage;
let client: Client;
beforeAll(async () => {
  engine = await startEngine(engines[0] as (typeof engines)[number]);
  stage = stageOf(await openInProcess(engine));
  client = await fullWorkspace(stage);
});
afterAll(() => engine?.stop());

test('a token was stolen: who has it is shut out, and what it did is found and undone', async () => {
  const { token, uuid } = await client.post('tokens.json', { role: 'editor', name: 'Nightly sync' });
  const thief = stage.as(token);
  const [{ uuid: victim }] = (await thief.get('contacts.json?folder=active')).results;
  await setStatus(thief, 'archived', victim);
  await stage.settle();
  expect((await client.ask('DELETE', `tokens.json?uuid=${uuid}`)).status).toBe(204);
  expect((await thief.ask('GET', 'contacts.json')).status).toBe(403);
  const history = await client.all(`history.json?contact=${victim}`);
  expect(history.filter(({ _by }) => _by === uuid)).not.toEqual([]);
  await setStatus(client, 'active', victim);
  expect((await client.get(`contacts.json?uuid=${victim}`)).results).toMatchObject([{ status: 'active' }]);
});

test('the key is lost: nothing is brought back under another key, and everything is there with the copy', async () => {
  const { data } = stage.service.runtime;
  const urn = 'tel:+250788999003';
  const { uuid } = await client.post('contacts.json', { name: 'Known', urns: [urn] });
  await stage.settle();
  const { token } = await client.post('tokens.json', { role: 'administrator', name: 'Operator' });
  const path = `contacts.json?urn=${encodeURIComponent(urn)}`;
  const mistaken = { ...data, hmacKey: async () => 'somebody typed another key' };
  const other = stageOf(await openOnTables(engine, mistaken)).as(token);
  expect((await other.ask('GET', path)).status).toBe(503);
  expect((await other.ask('POST', 'contacts.json', { name: 'Twice', urns: [urn] })).status).toBe(503);
  const again = stageOf(await openOnTables(engine, data)).as(token);
  expect((await again.get(path)).results).toMatchObject([{ uuid }]);
});

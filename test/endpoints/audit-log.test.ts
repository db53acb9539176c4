import { expect, it } from 'vitest';
import { ENDPOINTS, pathOf } from '../../functions/endpoints.ts';
import { fitDetails } from '../../shared/domain/audit.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import type { WriteEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { createPeople, prepare } from '../support/api/client.ts';
import { serviceAt } from '../support/in-process/services.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

async function open() {
  const client = await stage().open();
  await prepare(client);
  const log = async (filter = '') => (await client.get(`audit_log.json${filter}`)).results;
  return { client, log };
}

it('has each administrative change with who, what and from where, newest first, and no secret', async () => {
  const { client, log } = await open();
  const { token: me } = await client.get('me.json');
  const { uuid, token } = await client.post('tokens.json', { role: 'viewer', name: 'Board' });
  await client.post('settings.json', { name: 'Radio', dormancy_days: 30, country: 'RW' });
  await client.ask('DELETE', `tokens.json?uuid=${uuid}`);
  const entries = await log();
  expect(entries).toMatchObject([
    { kind: 'token.revoked', about: uuid, by: { type: 'token', ...me }, from: expect.stringMatching(/[.:]/) },
    {
      kind: 'settings.changed',
      about: null,
      details: { name: [expect.any(String), 'Radio'], dormancy_days: [90, 30] },
    },
    { kind: 'token.created', about: uuid, details: { name: 'Board', role: 'viewer' } },
    { kind: 'settings.changed', details: { api_rates: [{}, { v2: 1_000_000 }] } },
  ]);
  expect(JSON.stringify(entries)).not.toContain(token);
});

it('has nothing of what was refused, or repeated under a key', async () => {
  const { client, log } = await open();
  const before = (await log()).length;
  await client.ask('POST', 'tokens.json', { role: 'king', name: 'X' });
  await client.ask('DELETE', 'tokens.json?uuid=00000000-0000-4000-8000-000000000000');
  for (const _ of [1, 2]) await client.ask('POST', 'settings.json', { name: 'Once' }, { 'idempotency-key': 'once' });
  expect((await log()).length).toBe(before + 1);
});

it('names contacts by uuid only, and lifted opt-outs, deletions and exports are in it', async () => {
  const { client, log } = await open();
  const [contact = ''] = await createPeople(client, 1, { first: 700_000 });
  const urn = 'tel:+250788700900';
  await client.post('suppressions.json', { urns: [urn], reason: 'their list' });
  await client.ask('DELETE', `suppressions.json?urn=${encodeURIComponent(urn)}&reason=asked`);
  await client.get(`contact_export.json?contact=${contact}`);
  await client.post('contact_actions.json', { contacts: [contact], action: 'set_status', status: 'archived' });
  await client.post('jobs.json', { type: 'export', format: 'csv', selection: { folder: 'archived' } });
  await client.ask('DELETE', `contacts.json?uuid=${contact}`);
  await stage().settle();
  const entries = await log();
  expect(entries.map(({ kind }: { kind: string }) => kind).slice(0, 4)).toEqual([
    ...['contact.deleted', 'job.started', 'contact.exported', 'opt_out.lifted'],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/\+250|Person/);
  expect(entries[0]).toMatchObject({ about: contact });
});

it('is filtered by person, kind and time, and pages without loss', async () => {
  const { client, log } = await open();
  const other = await client.post('tokens.json', { role: 'administrator', name: 'Other' });
  await stage().as(other.token).post('settings.json', { name: 'By the other' });
  for (const name of ['a', 'b', 'c']) await client.post('settings.json', { name });
  expect(await log(`?by=${other.uuid}`)).toMatchObject([{ kind: 'settings.changed', by: { name: 'Other' } }]);
  expect(await log('?kind=token')).toMatchObject([{ kind: 'token.created' }]);
  const all = await log();
  expect(await log(`?before=${all[2].created_on}`)).toEqual(all.slice(2));
  expect(await log(`?after=${all[2].created_on}`)).toEqual(all.slice(0, 3));
  expect(await client.all('audit_log.json?limit=2')).toEqual(all);
  expect(await client.all('audit_log.json?limit=1&kind=settings')).toHaveLength(5);
});

it('forgets after 400 days', async () => {
  const { client, log } = await open();
  const { now } = await client.get('me.json');
  await stage().service.goTo(Date.parse(now) + 401 * 86_400_000);
  expect(await log()).toEqual([]);
});

it.each([
  { words: 'é'.repeat(5_000) },
  Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`key${n}`, '"'.repeat(90)])),
])('keeps details that are too long for a write unit in short', (details) => {
  const kept = fitDetails(details);
  expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(500);
  expect(JSON.parse(kept)).not.toEqual({});
});

/** Writes of people who work with contacts: history and lists show them. Any other write is in the audit log. */
const UNAUDITED = `contacts POST, suppressions POST, sendable POST, groups POST, groups DELETE, fields POST, flows POST,
  flows DELETE, flow_checks POST, globals POST, simulations POST, events POST, queries POST, policy_contacts POST,
  policy_previews POST, policy_simulations POST, searches POST, searches DELETE`.split(/,\s+/);

it('every write of every endpoint is in it, but those that are named here', () => {
  const missing = Object.values(ENDPOINTS).flatMap((endpoints) =>
    Object.entries(endpoints).flatMap(([name, methods]) =>
      methods
        .filter((method) => method !== 'GET')
        .filter((method) => {
          const endpoint = serviceAt(pathOf(name)).routes[pathOf(name)]?.[method] as WriteEndpoint;
          return endpoint.audit === unaudited;
        })
        .map((method) => `${name} ${method}`),
    ),
  );
  expect(missing.sort()).toEqual(UNAUDITED.sort());
});

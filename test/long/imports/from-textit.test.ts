import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planAssets } from '../../../scripts/import/assets.ts';
import { pullContacts } from '../../../scripts/import/pull.ts';
import { sendFiles } from '../../../scripts/import/send.ts';
import { openState } from '../../../scripts/import/state.ts';
import { type Client, contactOf, prepare, setStatus } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { scriptApi, uploadTo } from '../../support/in-process/script-api.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

/** Another workspace of this service plays TextIt, whose API it speaks. */

const stage = onInProcessStage();
const directory = mkdtempSync(join(tmpdir(), 'dormouse-import-'));
afterAll(() => rmSync(directory, { recursive: true }));
let [source, target]: Client[] = [];
const said: string[] = [];
const say = (line: string) => said.push(line);

const apiOf = (client: Client | undefined) => scriptApi(stage, client as Client);

const NOTHING = { mapping: {}, dismissed: {} };

async function move(from = apiOf(source), answers: Partial<typeof NOTHING> = {}): Promise<void> {
  const state = openState(directory);
  const { known, bring } = await planAssets(from, apiOf(target), say);
  await bring();
  const files = await pullContacts(from, state, { known, paceMs: 0, say });
  const sending = { name: 'From TextIt', run: true, ...NOTHING, ...answers, upload: uploadTo(stage), say };
  await sendFiles(apiOf(target), files, sending);
  state.done();
  await stage().settle();
}

beforeAll(async () => {
  [source, target] = [await stage().open(), await stage().open()];
  for (const client of [source, target]) await prepare(client as Client);
});

it('brings fields, groups, flows and people, goes on after a stop, and brings what has changed the next time', async () => {
  const from = source as Client;
  await from.post('fields.json', { name: 'Age', type: 'number' });
  await from.post('groups.json', { name: 'Farmers' });
  await from.post('groups.json', { name: 'Old', query: 'age > 60' });
  await from.post('flows.json', flowWith('Welcome', 7_000, [{ type: 'set_contact_language', language: 'kin' }]));
  const made = [];
  for (const n of [1, 2, 3])
    made.push(
      await from.post('contacts.json', {
        name: `Person ${n}`,
        language: 'eng',
        urns: [`tel:+25078820000${n}`, `mailto:p${n}@example.org`],
        groups: n === 1 ? ['Farmers'] : [],
        fields: { age: String(40 * n) },
        last_seen_on: `2026-01-0${n}T00:00:00Z`,
        created_on: '2025-01-01T00:00:00Z',
      }),
    );
  await setStatus(from, 'stopped', made[2].uuid);
  const broken = {
    ...apiOf(source),
    get: async (endpoint: string) =>
      endpoint.startsWith('contacts.json') ? Promise.reject(new Error('gone')) : apiOf(source).get(endpoint),
  };
  await expect(move(broken)).rejects.toThrow('gone');
  await move();
  const kept = ({ uuid, name, language, urns, fields, status, created_on, last_seen_on }: Record<string, unknown>) => ({
    uuid,
    name,
    language,
    urns,
    fields,
    status,
    created_on,
    last_seen_on,
  });
  for (const { uuid } of made)
    expect(kept(await contactOf(target as Client, uuid))).toEqual(kept(await contactOf(from, uuid)));
  expect(await contactOf(target as Client, made[0].uuid)).toMatchObject({ groups: [{ name: 'Farmers' }] });
  expect(await contactOf(target as Client, made[1].uuid)).toMatchObject({ groups: [{ name: 'Old' }] });
  expect((await (target as Client).get('flows.json')).results).toMatchObject([{ name: 'Welcome' }]);

  await from.post('fields.json', { name: 'Consent', type: 'text' });
  await from.post(`contacts.json?uuid=${made[0].uuid}`, { fields: { consent: 'No' } });
  await expect(move()).rejects.toThrow('--map "fields.Consent=opt_in"');
  expect((await contactOf(target as Client, made[0].uuid)).status).toBe('active');
  const dismissed = { 'fields.Consent': 'Consent to the study' };
  const answers = { mapping: { 'fields.Consent': 'field:Consent' }, dismissed };
  await move(apiOf(source), answers);

  await from.post(`contacts.json?uuid=${made[0].uuid}`, { name: 'Renamed', groups: [], fields: { age: '' } });
  await move(apiOf(source), answers);
  expect(await contactOf(target as Client, made[0].uuid)).toMatchObject({
    name: 'Renamed',
    groups: [],
    fields: { age: null, consent: 'No' },
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '../../../shared/data/contacts/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import { identityOf } from '../../../shared/domain/contacts/urns.ts';
import { type Client, createPeople, prepare, setStatus } from '../../support/api/client.ts';
import { exportContacts } from '../../support/exports/exporting.ts';
import { FIELDS, GROUPS, people } from '../../support/exports/people.ts';
import { importFiles } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
let ann: string;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
  await client.post('groups.json', { name: 'Farmers, north' });
  await client.post('fields.json', { name: 'Home town', type: 'text' });
  const contact = {
    name: '=cmd|"/c calc"!A0',
    language: 'kin',
    urns: ['tel:+250788000001', 'mailto:ann@example.org'],
    groups: ['Farmers, north'],
    fields: { home_town: 'Kigali\n"Nyarugenge"' },
  };
  ann = (await client.post('contacts.json', contact)).uuid;
});

const selection = { folder: 'active' };
const lines = (content: Buffer | null) => String(content).split('\r\n');

describe('an export', () => {
  it('writes what an import takes back, with formulas made harmless and numbers as they are', async () => {
    const { job, content } = await exportContacts(stage(), client, { format: 'csv', selection });
    expect(job).toMatchObject({
      type: 'export',
      status: 'completed',
      total: 1,
      unchanged: 1,
      changed: 0,
      target: { format: 'csv' },
      file: {
        name: expect.stringMatching(/^contacts-.*\.csv$/),
        rows: 1,
        deleted: 0,
        bytes: content?.length,
        problem: null,
      },
    });
    const [{ created_on }] = (await client.get(`contacts.json?uuid=${ann}`)).results;
    const asOf = /,(2[^,]+),"tel:/.exec(String(content))?.[1] ?? expect.fail('It says nothing of its time');
    expect(String(content)).toBe(
      [
        '\ufeffuuid,name,language,status,blocked,opted_out_on,created_on,last_seen_on,dormant_since,opt_outs_as_of,urns,groups,field:Home town',
        `${ann},"'=cmd|""/c calc""!A0",kin,active,,,${created_on},,,${asOf},"tel:+250788000001, mailto:ann@example.org","""Farmers, north""","Kigali\n""Nyarugenge"""`,
        '',
      ].join('\r\n'),
    );
  });

  it('has the columns that are named, in their order, in each format', async () => {
    const columns = ['name', 'urn:tel', 'field:Home town', 'group:Farmers, north'];
    const csv = await exportContacts(stage(), client, { format: 'csv', selection, columns });
    expect(lines(csv.content)[0]).toBe('\ufeffname,urn:tel,field:Home town,"group:Farmers, north"');
    const jsonl = await exportContacts(stage(), client, { format: 'jsonl', selection, columns });
    const [, person] = String(jsonl.content).split('\n');
    expect(JSON.parse(person ?? '')).toEqual({
      name: '=cmd|"/c calc"!A0',
      'urn:tel': ['tel:+250788000001'],
      fields: { 'Home town': 'Kigali\n"Nyarugenge"' },
      'group:Farmers, north': true,
    });
    const xlsx = await exportContacts(stage(), client, { format: 'xlsx', selection });
    expect(xlsx.content?.subarray(0, 2).toString()).toBe('PK');
  });

  it('refuses columns that there are not', async () => {
    const answer = await client.ask('POST', '/api/v2/jobs.json', {
      ...{ type: 'export', format: 'csv', selection },
      columns: ['shoe size'],
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { columns: [expect.stringContaining('"shoe size" is no column')] },
    });
  });

  it('takes contacts of every status, and more than may be changed without a preview', async () => {
    const [one = '', two = '', three = ''] = await createPeople(client, 3, { first: 100 });
    await setStatus(client, 'stopped', one);
    await setStatus(client, 'blocked', two);
    await setStatus(client, 'archived', three);
    await client.post('settings.json', { confirm_above: 1 });
    const { job, content } = await exportContacts(stage(), client, {
      ...{ format: 'csv', columns: ['uuid', 'status'] },
      selection: { contacts: [one, two, three] },
    });
    expect(job).toMatchObject({ status: 'completed', total: 3, unchanged: 3 });
    expect(lines(content).map((line) => line.replace(/,2[^,]*Z$/, ''))).toEqual(
      expect.arrayContaining([`${one},stopped`, `${two},blocked`, `${three},archived`, '']),
    );
  });

  it('is previewed like every job, and then run', async () => {
    const { uuid } = await client.post('jobs.json', { type: 'export', format: 'csv', selection, preview: true });
    await stage().settle();
    const [shown] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
    expect(shown).toMatchObject({ status: 'ready', total: 1, sample: [{ uuid: ann }], file: null });
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token: shown.token });
    await stage().settle();
    expect((await client.get(`jobs.json?uuid=${uuid}`)).results[0]).toMatchObject({ status: 'completed' });
  });
});

describe('what was exported', () => {
  it('is imported again into an empty workspace as it was', async () => {
    const from = await stage().open();
    await prepare(from);
    for (const field of FIELDS) await from.post('fields.json', field);
    for (const name of GROUPS) await from.post('groups.json', { name });
    const { data, now } = stage().service.runtime;
    const { uuid } = await from.get('workspace.json');
    for (const contact of people(60, await loadAssets(data, uuid), now()))
      await createContact(data, uuid, contact.urns.map(identityOf), () => contact);
    await stage().settle();
    // As the sweep of an import does there.
    await stage().service.run('flag-dormant');
    await stage().settle();
    const to = await stage().open();
    await prepare(to);
    for (const folder of ['active', 'archived', 'stopped', 'blocked']) {
      const { job, content } = await exportContacts(stage(), from, { format: 'jsonl', selection: { folder } });
      expect(job).toMatchObject({ status: 'completed', unchanged: job.total });
      const found = await importFiles(stage(), to, [{ name: `${folder}.jsonl`, content: content ?? '' }]);
      expect(found).toMatchObject({
        preview: { invalid: 0, refused: [], created: job.total },
        job: { changed: job.total },
      });
    }
    const shown = async (client: Client) => {
      const all = await client.all('contacts.json');
      const named = all.map(({ modified_on: _, groups, fields, ...contact }) => ({
        ...contact,
        fields: Object.fromEntries(Object.entries(fields).sort()),
        groups: groups.map(({ name }: { name: string }) => name).sort(),
      }));
      return named.sort((a, b) => a.uuid.localeCompare(b.uuid));
    };
    expect(await shown(to)).toEqual(await shown(from));
  });
});

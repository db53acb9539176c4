/** A field that is archived loses nothing: what names it refuses, and what was under way keeps its values (ADR 107). */
import { beforeEach, describe, expect, it } from 'vitest';
import flow from '../cases/flows/moving.json' with { type: 'json' };
import { type Client, contactOf, createPeople } from '../support/api/client.ts';
import { importFiles, preview, run, upload } from '../support/imports/import-files.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeEach(async () => {
  client = await stage().open();
  await client.post('fields.json', { name: 'Village', type: 'text' });
  await client.post('fields.json', { name: 'Joined', type: 'datetime' });
});

const archive = (key: string, archived = true) => client.ask('POST', `fields.json?key=${key}`, { archived });
const villageOf = async (contact: string) => (await contactOf(client, contact)).fields['village'];

describe('a field is not archived', () => {
  it('while a policy counts from it, or asks for it', async () => {
    const stages = [{ do: 'tell', days: 30 }];
    await client.post('policies.json', { name: 'By village', stages, query: 'village = "Huye"' });
    await client.post('policies.json', { name: 'By date', stages, clock: 'field', clock_field: 'joined' });
    expect((await archive('village')).body).toEqual({
      archived: ['It is used by By village. Remove it there first.'],
    });
    expect((await archive('joined')).body).toEqual({ archived: ['It is used by By date. Remove it there first.'] });
  });

  it('while more need it than a sentence can name', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Group ${String(index).padStart(2, '0')}`);
    for (const name of names) await client.post('groups.json', { name, query: `village = "${name}"` });
    const { body } = await archive('village');
    expect(body.archived[0]).toMatch(/^It is used by (Group \d\d, ){10}…\./);
    const { results } = await client.get('fields.json?key=village&uses=true');
    expect(results[0].uses.groups.map(({ name }: { name: string }) => name).sort()).toEqual(names);
  });
});

describe('an import', () => {
  const content = 'Phone,Field: Village\n0788000001,Huye\n';

  it('that names an archived field by its name or key is refused', async () => {
    await archive('village');
    const shown = await preview(stage(), client, await upload(stage(), client, [{ name: 'a.csv', content }]));
    expect(shown).toMatchObject({
      job: { status: 'failed' },
      problem: 'The field Village is archived. Restore it, or use another name.',
    });
  });

  it('that was previewed before brings the field back, and keeps its values', async () => {
    const shown = await preview(stage(), client, await upload(stage(), client, [{ name: 'a.csv', content }]));
    expect((await archive('village')).status).toBe(200);
    expect(await run(stage(), client, shown)).toMatchObject({ status: 'completed', changed: 1 });
    expect(await villageOf('tel:+250788000001')).toBe('Huye');
    expect((await client.get('fields.json?archived=true')).results).toEqual([]);
  });

  it('that runs keeps the field', async () => {
    const shown = await preview(stage(), client, await upload(stage(), client, [{ name: 'a.csv', content }]));
    const { job } = shown;
    await client.post(`jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: job.total });
    expect((await archive('village')).body).toEqual({
      archived: ['An import is running, and may set this field. Archive it when the import has ended.'],
    });
    await stage().settle();
    expect((await archive('village')).status).toBe(200);
  });

  it('by a saved mapping, and a saved search, name its uses and keep nothing', async () => {
    const mapping = { Where: 'field:village', Phone: 'urn:tel' };
    const file = { name: 'a.csv', content: 'Phone,Where\n0788000001,Huye\n' };
    await importFiles(stage(), client, [file], { mapping });
    const uuid = await upload(stage(), client, [file]);
    await preview(stage(), client, uuid, { mapping, save_mapping_as: 'Monthly' });
    await client.post('searches.json', { name: 'In Huye', query: 'village = "Huye"' });
    const { results } = await client.get('fields.json?key=village&uses=true');
    expect(results[0].uses).toEqual({
      ...{ groups: [], flows: [], policies: [] },
      searches: ['In Huye'],
      mappings: ['Monthly'],
    });
  });
});

describe('what was done to a field', () => {
  const set = async (value: string, contacts: readonly string[]) => {
    const { uuid } = await client.post('jobs.json', {
      type: 'set_field',
      key: 'village',
      value,
      selection: { contacts },
    });
    await stage().settle();
    return uuid as string;
  };

  it('is undone while it is archived', async () => {
    const contacts = await createPeople(client, 2, { fields: { village: 'Huye' } });
    const job = await set('Musanze', contacts);
    await archive('village');
    const undone = await client.post(`jobs.json?uuid=${job}`, { action: 'undo' });
    await stage().settle();
    expect((await client.get(`jobs.json?uuid=${undone.uuid}`)).results[0]).toMatchObject({ changed: 2, skipped: {} });
    await archive('village', false);
    expect(await villageOf(contacts[0] as string)).toBe('Huye');
  });

  it('is among all that is held of a person', async () => {
    const contacts = await createPeople(client, 1, { fields: { village: 'Huye' } });
    await archive('village');
    const { results } = await client.get(`contact_export.json?contact=${contacts[0]}`);
    expect(results[0]).toMatchObject({ kind: 'contact', fields: { village: 'Huye' } });
  });

  it('skips people by the reason that the field is missing', async () => {
    const contacts = await createPeople(client, 1, {});
    const { uuid } = await client.post('jobs.json', {
      ...{ type: 'set_field', key: 'village', value: 'Huye', selection: { contacts } },
    });
    await archive('village');
    await stage().settle();
    const [job] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
    expect([job.changed, job.skipped]).toEqual([0, { field_missing: 1 }]);
  });
});

describe('a flow', () => {
  it.each([
    ['definition', flow],
    ['export file', { version: '13', flows: [flow], fields: [{ key: 'village', name: 'Village', type: 'text' }] }],
  ])('that names an archived field is refused as a %s', async (_, document) => {
    await archive('village');
    const { status, body } = await client.ask('POST', 'flows.json', document);
    expect([status, body]).toEqual([
      400,
      { fields: ['The field Village is archived. Restore it, or use another name.'] },
    ]);
    await archive('village', false);
    expect((await client.ask('POST', 'flows.json', document)).status).toBe(201);
    expect((await archive('village')).body).toEqual({ archived: ['It is used by Move. Remove it there first.'] });
  });
});

/** The files of an import go when somebody in them is deleted for good: uploads, what was read of them, and reports. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, contactOf, createPeople, prepare } from '../../support/api/client.ts';
import { preview, run, type SentFile, upload } from '../../support/imports/import-files.ts';
import { reportOn } from '../../support/imports/reports.ts';
import { storedIn } from '../../support/in-process/files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
  await client.post('settings.json', { delete_any_status: true });
});

const csv = (...lines: string[]): SentFile => ({ name: 'people.csv', content: lines.join('\r\n') });
const ANN = '+250788000001,Ann,eng';
const BOB_REFUSED = '+250788000002,Bob,Klingonish';
const HEAD = 'Phone,Name,Language';
const ERASED = 'Somebody in the files was deleted for good, so the files are gone. Upload them again, without them.';

/** An import is previewed once: whoever previews it twice has the files of both until the first expires. */
const NONE = { refusals: 'none' };
const stored = () => storedIn(stage().service.runtime.files);
const keysOf = (uuid: string) => [...stored().keys()].filter((key) => key.includes(uuid));
const follow = async (url: string) => (await stage().service.fetch(url)).status;

async function imported(...rows: string[]) {
  const uuid = await upload(stage(), client, [csv(HEAD, ...rows)]);
  await run(stage(), client, await preview(stage(), client, uuid, NONE));
  return uuid;
}

async function erase(uuid: string): Promise<void> {
  expect((await client.ask('DELETE', `/api/v2/contacts.json?uuid=${uuid}`)).status).toBe(204);
}

describe('the files of an import', () => {
  it('go with a person whom it changed, and so do its reports: their links say so at once', async () => {
    const uuid = await imported(ANN);
    const { report } = await reportOn(stage(), client, uuid);
    expect(await follow(report.file.url)).toBe(302);
    await erase((await contactOf(client, 'tel:+250788000001')).uuid);
    expect(await follow(report.file.url)).toBe(410);
    await stage().settle();
    expect(keysOf(uuid)).toEqual([]);
    const [shown] = (await client.get(`import_reports.json?import=${uuid}`)).results;
    expect(shown).toMatchObject({ status: 'made', file: { url: null }, problem: ERASED });
    const again = await client.ask('POST', `/api/v2/import_reports.json?import=${uuid}`, {});
    expect(again).toMatchObject({ status: 400, body: { detail: ERASED } });
    expect(await client.ask('GET', `/api/v2/import_refusals.json?import=${uuid}`)).toMatchObject({ status: 400 });
  });

  it('go with a person whose row was refused, and stay when somebody else is deleted', async () => {
    const [other = ''] = await createPeople(client, 1);
    const bob = await client.post('contacts.json', { name: 'Bob', urns: ['tel:+250788000002'] });
    const uuid = await imported(ANN, BOB_REFUSED);
    const { report } = await reportOn(stage(), client, uuid, { rows: 'refused' });
    await erase(other);
    await stage().settle();
    expect(await follow(report.file.url)).toBe(302);
    await erase(bob.uuid);
    expect(await follow(report.file.url)).toBe(410);
    await stage().service.run('watchdog');
    await stage().settle();
    expect(keysOf(uuid)).toEqual([]);
  });

  it('go with the cells that were read as others, which stood in the import', async () => {
    const uuid = await upload(stage(), client, [csv(HEAD, ANN.replace('eng', 'Anns own'))]);
    const values = { Language: { 'Anns own': 'eng' } };
    const shown = await preview(stage(), client, uuid, { values, ...NONE });
    expect(shown).toMatchObject({ values });
    await run(stage(), client, shown);
    await erase((await contactOf(client, 'tel:+250788000001')).uuid);
    await stage().settle();
    expect((await client.get(`imports.json?uuid=${uuid}`)).results[0].values).toEqual({});
  });

  it('stay while its preview waits to be run, and go when that has ended', async () => {
    const ann = await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
    const uuid = await upload(stage(), client, [csv(HEAD, ANN, '+250788000003,Cyd,eng')]);
    const shown = await preview(stage(), client, uuid, NONE);
    await erase(ann.uuid);
    await stage().settle();
    expect(keysOf(uuid)).not.toEqual([]);
    await run(stage(), client, shown);
    expect(await contactOf(client, 'tel:+250788000003')).toMatchObject({ name: 'Cyd' });
    await stage().service.run('watchdog');
    await stage().settle();
    expect(keysOf(uuid)).toEqual([]);
  });

  it('stay when nobody knows yet who is in them', async () => {
    const [other = ''] = await createPeople(client, 1);
    const uuid = await upload(stage(), client, [csv(HEAD, ANN)]);
    await erase(other);
    await stage().settle();
    expect(keysOf(uuid)).toHaveLength(1);
    expect((await preview(stage(), client, uuid)).preview).toMatchObject({ created: 1 });
  });
});

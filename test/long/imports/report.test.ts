/** What has become of each row of an import: as a file, and of those that are refused page by page. */
import { beforeEach, describe, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { recordFailure } from '../../../functions/jobs/failed/failed.ts';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { keyAt } from '../../support/exports/exporting.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { readReport, reportOn } from '../../support/imports/reports.ts';
import { storedIn } from '../../support/in-process/files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
});

const file = (name: string, ...lines: string[]) => ({ name, content: lines.join('\n') });
const PEOPLE = [
  file('people.csv', 'Phone,Name,Lang', '0788000001,Ann,eng', '12,Bob,', '0788000002,Cyd,', '0788000003,Dan,'),
  file('=more.csv', 'Phone,Name,Lang', '0788000001,Ann again,', '0788000004,Eve,"=1+1"', '0788000002,Cyd,'),
];
const MAPPING = { mapping: { Lang: 'language' } };
const stored = () => storedIn(stage().service.runtime.files);
const uuidOf = async (urn: string) => (await contactOf(client, urn))?.uuid ?? '';

/** An import of four rows, of which one is refused, that has been carried out. */
async function importedPeople(): Promise<{ readonly uuid: string; readonly job: string }> {
  const uuid = await upload(stage(), client, PEOPLE.slice(0, 1), MAPPING);
  const { uuid: job } = await run(stage(), client, await preview(stage(), client, uuid));
  return { uuid, job };
}

/** The message that has a report made, which is not delivered. */
const message = () => {
  const [one] = stage().service.take();
  if (one?.queue !== 'files') throw new Error('Nothing was sent to the queue of files.');
  return one.message;
};

describe('the report of an import', () => {
  it('has a line for each row of all files, in their order, which quotes none and runs nothing', async () => {
    await client.post('contacts.json', { name: 'Dan', urns: ['tel:+250788000003'] });
    await client.post('contacts.json', { name: 'Cyrus', urns: ['tel:+250788000002'] });
    const uuid = await upload(stage(), client, PEOPLE, MAPPING);
    await run(stage(), client, await preview(stage(), client, uuid));
    const { report, lines } = await reportOn(stage(), client, uuid);
    const [ann, cyd, dan] = await Promise.all([1, 2, 3].map((n) => uuidOf(`tel:+25078800000${n}`)));
    const address = 'Not an address. Phone numbers need a country code, or the country of the workspace.';
    expect(lines).toEqual([
      ['people.csv', '2', 'created', '', '', '', ann, ''],
      ['people.csv', '3', 'invalid', 'invalid_address', address, 'Phone', '', ''],
      ['people.csv', '4', 'updated', '', '', '', cyd, ''],
      ['people.csv', '5', 'unchanged', '', '', '', dan, ''],
      ["'=more.csv", '2', 'invalid', 'duplicate', 'It is the same person as line 2 of people.csv.', '', '', ''],
      ["'=more.csv", '3', 'invalid', 'invalid_language', 'Not a valid ISO639-3 language code.', 'Lang', '', ''],
      ["'=more.csv", '4', 'invalid', 'duplicate', 'It is the same person as line 4 of people.csv.', '', '', ''],
    ]);
    expect(report).toMatchObject({ status: 'made', problem: null, file: { rows: 7 } });
    expect(report.file.name).toMatch(/^import-report-\d{4}-\d\d-\d\d\.csv$/);
  });

  it('has no contact of who is deleted, and of rows that are not done yet says so', async () => {
    const { uuid: dan } = await client.post('contacts.json', { urns: ['tel:+250788000003'] });
    await client.post('settings.json', { delete_any_status: true });
    const uuid = await upload(stage(), client, [file('people.csv', 'Phone,Name', '0788000003,Dan', '0788000001,Ann')]);
    const shown = await preview(stage(), client, uuid);
    expect((await reportOn(stage(), client, uuid)).lines).toEqual([
      ['people.csv', '2', 'pending', '', '', '', dan, ''],
      ['people.csv', '3', 'pending', '', '', '', '', ''],
    ]);
    await client.ask('DELETE', `/api/v2/contacts.json?uuid=${dan}`);
    await run(stage(), client, shown);
    const ann = await uuidOf('tel:+250788000001');
    await client.ask('DELETE', `/api/v2/contacts.json?uuid=${ann}`);
    expect((await reportOn(stage(), client, uuid)).lines).toEqual([
      ['people.csv', '2', 'skipped', 'deleted', 'The contact was deleted after the preview.', '', '', ''],
      ['people.csv', '3', 'created', '', '', '', '', ''],
    ]);
  });

  it('is made once although it is asked for and delivered twice, and anew when it is asked for again', async () => {
    const { uuid } = await importedPeople();
    await client.post(`import_reports.json?import=${uuid}`, {});
    await client.post(`import_reports.json?import=${uuid}`, {});
    const asked = message();
    await Promise.all([workOnFiles(asked, stage().service.runtime), workOnFiles(asked, stage().service.runtime)]);
    await workOnFiles(asked, stage().service.runtime);
    const { report, lines } = await readReport(stage(), client, uuid);
    expect(report).toMatchObject({ status: 'made', file: { rows: 4 } });
    expect(lines).toHaveLength(4);
    expect(stored().get(await keyAt(stage(), report.file.url))?.length).toBe(report.file.bytes);
    expect((await reportOn(stage(), client, uuid)).report.file.url).not.toBe(report.file.url);
  });

  it('says that it was given up, without its job being any worse, and can be asked for again', async () => {
    const { uuid, job } = await importedPeople();
    await client.post(`import_reports.json?import=${uuid}`, {});
    await recordFailure(message(), stage().service.runtime);
    const { report } = await readReport(stage(), client, uuid);
    expect(report).toMatchObject({ problem: 'The report could not be made. Ask for it again.', file: null });
    expect((await client.get(`jobs.json?uuid=${job}`)).results).toMatchObject([{ status: 'completed' }]);
    expect((await reportOn(stage(), client, uuid)).report).toMatchObject({ status: 'made' });
  });

  it('is refused when what was read is gone, and says so when that goes meanwhile', async () => {
    const { uuid } = await importedPeople();
    await client.post(`import_reports.json?import=${uuid}`, {});
    for (const key of stored().keys()) if (key.includes(`${uuid}/`) && key.includes('/refused/')) stored().delete(key);
    await stage().settle();
    const gone = 'The rows that were read were kept for a day, and are gone.';
    expect((await readReport(stage(), client, uuid)).report).toMatchObject({ status: 'failed', problem: gone });
    for (const key of stored().keys()) if (key.includes(`${uuid}/`)) stored().delete(key);
    for (const [method, path] of [
      ['POST', 'reports'],
      ['GET', 'refusals'],
    ] as const)
      expect(await client.ask(method, `/api/v2/import_${path}.json?import=${uuid}`)).toMatchObject({
        status: 400,
        body: { detail: gone },
      });
  });

  it('is of the last preview alone', async () => {
    const { uuid } = await importedPeople();
    await reportOn(stage(), client, uuid);
    await preview(stage(), client, uuid);
    expect((await client.get(`import_reports.json?import=${uuid}`)).results).toEqual([]);
  });

  it('is for editors, and a viewer sees that there is one', async () => {
    const { uuid } = await importedPeople();
    const as = async (role: string) => stage().as((await client.post('tokens.json', { name: role, role })).token);
    const { report } = await reportOn(stage(), await as('editor'), uuid);
    expect(report.file.url).toEqual(expect.any(String));
    const viewer = await as('viewer');
    expect(await viewer.ask('POST', `/api/v2/import_reports.json?import=${uuid}`)).toMatchObject({ status: 403 });
    const seen = (await viewer.get(`import_reports.json?import=${uuid}`)).results;
    expect(seen).toMatchObject([{ problem: 'Viewers cannot make reports.', file: { rows: 4, url: null } }]);
  });
});

describe('the rows of an import that are refused', () => {
  let uuid: string;
  const COUNT = 1_300;
  beforeEach(async () => {
    const rows = Array.from({ length: COUNT }, (_, n) => (n % 2 === 0 ? `${n},Wrong` : '0788000009,Same'));
    uuid = await upload(stage(), client, [file('people.csv', 'Phone,Name', ...rows)]);
    const { preview: found } = await preview(stage(), client, uuid);
    expect(found).toMatchObject({ rows: COUNT, invalid: COUNT - 1 });
    expect(found.refused).toHaveLength(100);
  });

  /** The lines on the pages from one on, as `next` or `previous` leads from page to page. */
  async function linesFrom(first: string, way: 'next' | 'previous'): Promise<{ pages: number[][]; last: string }> {
    const pages: number[][] = [];
    let last = first;
    for (let path: string | undefined = first; path !== undefined; ) {
      last = path;
      const { body } = await client.ask('GET', path);
      pages.push(body.results.map(({ line }: { line: number }) => line));
      path = body[way]?.slice(body[way].indexOf('/api/'));
    }
    return { pages, last };
  }

  it('are listed page by page, forwards and back, each once and in the order of the file', async () => {
    const expected = Array.from({ length: COUNT }, (_, n) => n + 2).filter((line) => line !== 3);
    const forwards = await linesFrom(`/api/v2/import_refusals.json?import=${uuid}`, 'next');
    expect(forwards.pages.flat()).toEqual(expected);
    const { pages } = await linesFrom(forwards.last, 'previous');
    expect(pages.toReversed().flat()).toEqual(expected);
  });

  it('quote nothing to editors and viewers of an anonymous workspace', async () => {
    const { token } = await client.post('tokens.json', { name: 'Edit', role: 'editor' });
    await client.post('settings.json', { anon: true });
    const answers = async (as: Client) =>
      JSON.stringify([await as.get(`imports.json?uuid=${uuid}`), await as.get(`import_refusals.json?import=${uuid}`)]);
    expect(await answers(client)).toContain('\\"12\\"');
    expect(await answers(stage().as(token))).not.toMatch(/\\"|788000009/);
  });
});

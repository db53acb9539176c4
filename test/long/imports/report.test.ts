/** The report of an import is made once, whatever dies or is gone; rows that are refused are listed page by page. */
import { beforeEach, describe, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { recordFailure } from '../../../functions/jobs/failed/failed.ts';
import { type Client, prepare } from '../../support/api/client.ts';
import { keyAt } from '../../support/exports/exporting.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { readReport, reportOn } from '../../support/imports/reports.ts';
import { storedIn } from '../../support/in-process/files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { thereAndBack } from '../../support/paging.ts';

const stage = onInProcessStage();
let client: Client;
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
});

const file = (name: string, ...lines: string[]) => ({ name, content: lines.join('\n') });
const PEOPLE = [
  file('people.csv', 'Phone,Name,Lang', '0788000001,Ann,eng', '12,Bob,', '0788000002,Cyd,', '0788000003,Dan,'),
];
const MAPPING = { mapping: { Lang: 'language' } };
const stored = () => storedIn(stage().service.runtime.files);

/** An import of four rows, of which one is refused, that has been carried out. */
async function importedPeople(): Promise<{ readonly uuid: string; readonly job: string }> {
  const uuid = await upload(stage(), client, PEOPLE, MAPPING);
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

  it('are listed page by page, forwards and back, each once and in the order of the file', async () => {
    const first = `/api/v2/import_refusals.json?import=${uuid}`;
    const read = async (link: string | null) => {
      const { next, previous, results } = await client.get(link?.slice(link.indexOf('/api/')) ?? first);
      return { cursor: next, previous, results };
    };
    const refused = await thereAndBack(read, ({ results }) => results as { line: number }[]);
    const expected = Array.from({ length: COUNT }, (_, n) => n + 2).filter((line) => line !== 3);
    expect(refused.map(({ line }) => line)).toEqual(expected);
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

/** The refused rows of an import as a file: their own columns, the reason beside each; mended and imported again. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf } from '../../support/api/client.ts';
import { importFiles, preview, run, type SentFile, upload } from '../../support/imports/import-files.ts';
import { reportOn } from '../../support/imports/reports.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
});

const csv = (name: string, ...lines: string[]): SentFile => ({ name, content: lines.join('\r\n') });

/** Previews files, and returns their refused rows as a file, without its byte order mark. */
async function refusedOf(files: readonly SentFile[], how: object = {}) {
  const uuid = await upload(stage(), client, files);
  const shown = await preview(stage(), client, uuid, how);
  const { report, content } = await reportOn(stage(), client, uuid, { rows: 'refused' });
  return { shown, report, content: content.slice(1), lines: content.slice(1).split('\r\n') };
}

describe('the refused rows of an import', () => {
  it('are a file of the same columns with the reason beside each, which reads well once it is mended', async () => {
    const people = csv(
      'people.csv',
      'Phone,Name,Language',
      '+250788000001,Ann,eng',
      '12,"Bob ""B"", of Huye",eng',
      '+250788000003,Cyd,Klingonish',
    );
    const { shown, report, content, lines } = await refusedOf([people]);
    expect(shown.preview).toMatchObject({ invalid: 2, created: 1 });
    expect(report).toMatchObject({ rows: 'refused', status: 'made', file: { rows: 2 } });
    expect(report.file.name).toMatch(/^import-refused-.*\.csv$/);
    expect(lines).toEqual([
      'Phone,Name,Language,Not imported because',
      expect.stringMatching(/^12,"Bob ""B"", of Huye",eng,"?Phone: ./),
      expect.stringMatching(/^\+250788000003,Cyd,Klingonish,"?Language: ./),
      '',
    ]);
    const mended = content.replace(/^12,/m, '+250788000002,').replace('Klingonish', 'kin');
    const again = await importFiles(stage(), client, [{ name: 'mended.csv', content: mended }]);
    expect(again.preview).toMatchObject({ created: 2, invalid: 0, new_fields: [] });
    expect(await contactOf(client, 'tel:+250788000002')).toMatchObject({ name: 'Bob "B", of Huye', fields: {} });
    expect(await contactOf(client, 'tel:+250788000003')).toMatchObject({ language: 'kin' });
  });

  it('of a list whose people have all opted out still opt out, whatever the mended file is called', async () => {
    const files = [csv('all.csv', 'Phone,Name', '12,Dan'), csv('others.csv', 'Phone,Name', '13,Eve')];
    const { content, lines } = await refusedOf(files, { refusals: { 'all.csv': 'everybody' } });
    expect(lines[0]).toBe('Phone,Name,Opted out by the list,Not imported because');
    const mended = content.replace(/^12,/m, '+250788000011,').replace(/^13,/m, '+250788000012,');
    await importFiles(stage(), client, [{ name: 'mended.csv', content: mended }]);
    expect(await contactOf(client, 'tel:+250788000011')).toMatchObject({ name: 'Dan', status: 'stopped' });
    expect(await contactOf(client, 'tel:+250788000012')).toMatchObject({ name: 'Eve', status: 'active' });
  });

  it('keep a column that comes twice, the cells beyond the header, and run in no spreadsheet', async () => {
    const { lines } = await refusedOf([
      csv('people.csv', 'Phone,Phone,Name', '12,13,=1+1', '+250788000021,,Doe,Ann,x', '14,,#N/A'),
    ]);
    expect(lines).toEqual([
      'Phone,Phone,Name,Not imported because',
      expect.stringMatching(/^12,13,'=1\+1,/),
      expect.stringMatching(/^\+250788000021,,Doe,.*,Ann,x$/),
      expect.stringMatching(/^14,,#N\/A,/),
      '',
    ]);
  });

  it('are refused again with a newer reason in place of the old one', async () => {
    const first = await refusedOf([csv('people.csv', 'Phone,Name', '12,Fay')]);
    const second = await refusedOf([{ name: 'mended.csv', content: first.content.replace('12,Fay', '13,Fay') }]);
    expect(second.lines[0]).toBe('Phone,Name,Not imported because');
    expect(second.lines[1]).toMatch(/^13,Fay,.*13.*$/);
  });

  it('of a workspace that hides addresses are for its administrators', async () => {
    const { token } = await client.post('tokens.json', { role: 'editor', name: 'Ed' });
    const uuid = await upload(stage(), client, [csv('people.csv', 'Phone,Name', '12,Gus')]);
    await preview(stage(), client, uuid);
    await client.post('settings.json', { anon: true });
    expect((await reportOn(stage(), client, uuid, { rows: 'refused' })).report.file.url).not.toBeNull();
    const path = `import_reports.json?import=${uuid}`;
    const seen = await client.ask('GET', path, undefined, { authorization: `Token ${token}` });
    expect(seen.body.results[0]).toMatchObject({
      file: { url: null },
      problem: expect.stringContaining('administrators'),
    });
    await client.post('settings.json', { anon: false });
  });

  it('are as many as were refused when people were imported meanwhile', async () => {
    const uuid = await upload(stage(), client, [csv('people.csv', 'Phone,Name', '+250788000031,Hal', '12,Ida')]);
    await run(stage(), client, await preview(stage(), client, uuid));
    const { lines } = await reportOn(stage(), client, uuid, { rows: 'refused' });
    expect(lines.map(([phone, name]) => [phone, name])).toEqual([['12', 'Ida']]);
  });
});

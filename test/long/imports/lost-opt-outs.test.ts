/** Whoever wants no messages and is not reached by an import is told, whatever is wrong with the row. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preview, run, type SentFile, upload } from '../../support/imports/import-files.ts';
import { reportOn } from '../../support/imports/reports.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
});

const previewed = async (files: readonly SentFile[], body: object = {}) =>
  preview(stage(), client, await upload(stage(), client, files), body);

async function deleted(uuid: string): Promise<void> {
  await client.post('contact_actions.json', { contacts: [uuid], action: 'set_status', status: 'archived' });
  const { status } = await client.ask('DELETE', `contacts.json?uuid=${uuid}`);
  expect(status).toBe(204);
  await stage().service.settle();
}

const HEAD = 'Phone,Name,Opted out,Last seen on\n0788000001,Ann,no,\n';

describe('a row that opts out and reaches nobody', () => {
  it.each([
    ['an address that is none', 'abc,Bob,yes,\n'],
    ['a shortened number', '2.50788E+11,Bob,yes,\n'],
    ['no address', ',Bob,yes,\n'],
    ['too many cells', 'abc,Bob,x,yes,,\n'],
    ['a wrong time as well', 'abc,Bob,yes,no time\n'],
  ])('with %s is told with its row', async (_, row) => {
    const shown = await previewed([{ name: 'people.csv', content: HEAD + row }]);
    expect(shown.preview.opt_outs).toMatchObject({ given: 0, not_found: 1 });
    expect(shown.preview.warnings[0]).toMatch(/^1 person who wants no messages could not be found, .* row 3\.$/);
    expect(shown.preview.refused).toMatchObject([{ line: 3, opts_out: true }]);
    const job = await run(stage(), client, shown);
    expect(job.opt_outs).toEqual({ found: 1, not_found: 1, carried_out: 0 });
    const { lines } = await reportOn(stage(), client, shown.uuid);
    expect(lines.map((line) => [line[1], line[2], line.at(-1)])).toEqual([
      ['2', 'created', ''],
      ['3', 'invalid', 'lost'],
    ]);
  });

  it('with too few cells is told, also where a word of it stands in another column', async () => {
    const few = await previewed([
      { name: 'people.csv', content: 'Name,Opted out,Phone\nAnn,no,0788000001\nBob,yes\n' },
    ]);
    expect(few.preview.opt_outs.not_found).toBe(1);
    const shifted = await previewed([{ name: 'people.csv', content: `${HEAD}abc,STOP\n` }]);
    expect(shifted.preview.opt_outs.not_found).toBe(1);
  });

  it('in a list of people who have all opted out is told, with those that are deleted', async () => {
    const { uuid } = await client.post('contacts.json', { name: 'Cid', urns: ['tel:+250788000003'] });
    await stage().service.settle();
    await deleted(uuid);
    const content = `uuid,Phone,Name\n,abc,Bob\n${uuid},0788000004,Cid\n,0788000005,Eve\n`;
    const shown = await previewed([{ name: 'unsubscribed.csv', content }]);
    expect(shown.preview.opt_outs).toMatchObject({ given: 1, not_found: 2 });
    expect(shown.preview.warnings[0]).toContain('2 people who want no messages could not be found');
  });

  it('is not told where somebody was reached by it, nor of rows that opt nobody out', async () => {
    const content = `${HEAD}0788000002,Bob,yes,no time\n0788000003,Cid,yes,\n0788000003,Cid,yes,\nabc,Dan,no,\n`;
    const shown = await previewed([{ name: 'people.csv', content }]);
    expect(shown.preview).toMatchObject({ duplicates: 1, opt_outs: { given: 2, not_found: 0 } });
    const job = await run(stage(), client, shown);
    expect(job.opt_outs).toEqual({ found: 2, not_found: 0, carried_out: 2 });
    expect((await contactOf(client, 'tel:+250788000002'))?.status).toBe('stopped');
  });

  it('fails in the run is told by the job and the report, whatever the reason', async () => {
    const { uuid } = await client.post('contacts.json', { name: 'Bob', urns: ['tel:+250788000002'] });
    await stage().service.settle();
    const content = `${HEAD}0788000002,Bob,yes,\n0788000003,Cid,yes,\n`;
    const shown = await previewed([{ name: 'people.csv', content }]);
    await deleted(uuid);
    const job = await run(stage(), client, shown);
    expect(job).toMatchObject({ skipped: { deleted: 1 }, opt_outs: { found: 2, not_found: 0, carried_out: 1 } });
    const { lines } = await reportOn(stage(), client, shown.uuid);
    expect(lines.map((line) => line.at(-1))).toEqual(['', 'lost', 'done']);
  });
});

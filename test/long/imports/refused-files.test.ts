import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, prepare } from '../../support/api/client.ts';
import { preview, upload } from '../../support/imports/import-files.ts';
import { lines } from '../../support/imports/reading.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

const HOSTILE: Readonly<Record<string, { content: Buffer | string; problem: string }>> = {
  'a file that is empty': { content: '', problem: 'It is empty' },
  'a line without end': {
    content: `Phone,Name\n0788100001,${'x'.repeat(2_000_000)}`,
    problem: 'longer than 1,000,000 characters',
  },
  'a quote that is never closed': {
    content: 'Phone,Name\n0788100001,"Ann\n',
    problem: 'quote is opened and never closed',
  },
  'an object without end': {
    content: `{"name": "${'x'.repeat(2_000_000)}`,
    problem: 'longer than 1,000,000 characters',
  },
  'a bomb of gzip': { content: gzipSync(Buffer.alloc(60_000_000, 'a')), problem: 'zip bomb' },
  'a bomb of zip': { content: Buffer.from(zipSync({ 'a.csv': Buffer.alloc(60_000_000, 'a') })), problem: 'zip bomb' },
  'an old Excel file': { content: Buffer.from('d0cf11e0a1b11ae1', 'hex'), problem: 'old Excel file' },
  'a picture': { content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2]), problem: 'no text' },
  'a gzip that was cut off': {
    content: gzipSync(Buffer.from('Phone\n0788100001\n'.repeat(1_000))).subarray(0, 60),
    problem: 'gzip is broken',
  },
};

describe('refuses', () => {
  it.each(Object.entries(HOSTILE))('%s, in words', async (_, { content, problem }) => {
    const shown = await preview(stage(), client, await upload(stage(), client, [{ name: 'list.csv', content }]));
    expect(shown).toMatchObject({
      job: { status: 'failed' },
      problem: expect.stringContaining(problem),
      preview: null,
    });
    expect(shown.problem).toContain('list.csv');
  });

  it('definitions of segments of Pinpoint, beside endpoints too, and nobody is imported', async () => {
    const definition = { SegmentResponse: { Id: 'a', Name: 'Tea', SegmentType: 'DIMENSIONAL', Dimensions: {} } };
    const endpoint = { Id: '1', ChannelType: 'SMS', Address: '+250788200011', OptOut: 'NONE' };
    const uuid = await upload(stage(), client, [
      { name: 'everybody.json', content: lines(endpoint) },
      { name: 'segment.json', content: JSON.stringify(definition, null, 4) },
    ]);
    expect(await preview(stage(), client, uuid)).toMatchObject({
      problem:
        'segment.json: It has definitions of segments of Amazon Pinpoint, and no people. Export the endpoints of each segment instead.',
    });
  });

  it('a file whose header nothing shows', async () => {
    const rows = ['x1,x2', ...[0, 1, 2, 3, 4].map((row) => `Ann ${row},+25078840170${row},Huye,more,and more`)];
    const uuid = await upload(stage(), client, [{ name: 'a.csv', content: rows.join('\r\n') }]);
    expect(await preview(stage(), client, uuid)).toMatchObject({
      job: { status: 'failed' },
      problem: expect.stringContaining('It is unclear which line is the header'),
    });
  });

  it('a run of a file of which nobody can be imported', async () => {
    const uuid = await upload(stage(), client, [{ name: 'a.csv', content: 'Name,Phone\nAnn,none\nBob,?' }]);
    const { job, preview: found } = await preview(stage(), client, uuid);
    expect(found).toMatchObject({ rows: 2, created: 0, invalid: 2 });
    expect(found.warnings).toContainEqual(expect.stringContaining('None of its 2 rows'));
    const run = { action: 'run', token: job.token, count: job.total };
    expect(await client.ask('POST', `jobs.json?uuid=${job.uuid}`, run, { prefer: 'codes' })).toMatchObject({
      status: 400,
      body: { codes: { detail: { code: 'all_rows_refused' } } },
    });
  });

  it('a file that was not uploaded', async () => {
    const { uuid } = await client.post('imports.json', { name: 'Test', files: [{ name: 'a.csv' }] });
    expect(await preview(stage(), client, uuid)).toMatchObject({ problem: 'a.csv: It was not uploaded.' });
  });
});

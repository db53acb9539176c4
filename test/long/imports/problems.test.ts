/** Refused rows by what is wrong with them, and what is proposed to mend them (issue 22). */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf } from '../../support/api/client.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await client.post('settings.json', { country: null, timezone: 'UTC' });
});

const previewOf = async (content: string, more: object = {}) => {
  const uuid = await upload(stage(), client, [{ name: 'people.csv', content }], more);
  return { uuid, ...(await preview(stage(), client, uuid)) };
};

/** National numbers of Rwanda, among a few with their country code. */
const PHONES = [
  ...['+250788100101', '+250788100102', '+250788100103', '+250788100104'],
  ...['0788100105', '0788100106', '0788100107', 'nobody'],
];
const NUMBERS = ['Phone,Name', ...PHONES.map((phone, number) => `${phone},P${number}`)].join('\n');

describe('refused numbers', () => {
  it('are grouped, and the country of the others is proposed, which mends them', async () => {
    const { uuid, preview: found } = await previewOf(NUMBERS);
    expect(found).toMatchObject({ created: 4, invalid: 4 });
    expect(found.problems).toEqual([
      {
        ...{ code: 'invalid_address', text: expect.stringContaining('Not an address'), column: 'Phone', rows: 3 },
        blocks: false,
        values: ['0788100105', '0788100106', '0788100107'].map((value) => ({ value, rows: 1 })),
        mend: { country: 'RW' },
      },
      {
        ...{ code: 'invalid_address', text: expect.any(String), column: 'Phone', rows: 1 },
        blocks: false,
        ...{ values: [{ value: 'nobody', rows: 1 }], mend: null },
      },
    ]);
    const mended = await preview(stage(), client, uuid, found.problems[0].mend);
    expect(mended).toMatchObject({ country: 'RW', preview: { created: 7, invalid: 1 } });
    await run(stage(), client, mended);
    expect(await contactOf(client, 'tel:+250788100105')).toMatchObject({ name: 'P4' });
  });

  it('get no country that others do not show', async () => {
    const phones = ['+250788100111', '+254722100112', '+256772100113', '+255754100114', '0788100115'];
    const { preview: found } = await previewOf(`Phone\n${phones.join('\n')}\n`);
    expect(found.problems).toMatchObject([{ rows: 1, mend: null }]);
  });

  it('are not read in silence as of the workspace, where most others are of another country', async () => {
    await client.post('settings.json', { country: 'RW' });
    const phones = ['+254722100111', '+254722100112', '+254722100113', '0722100114'];
    const { uuid, preview: found } = await previewOf(`Phone\n${phones.join('\n')}\n`);
    expect(found.warnings).toEqual([expect.stringContaining('"country": "KE"')]);
    const mended = await preview(stage(), client, uuid, { country: 'KE' });
    await client.post('settings.json', { country: null });
    expect(mended.preview).toMatchObject({ created: 4, warnings: [] });
    await run(stage(), client, mended);
    expect(await contactOf(client, 'tel:+254722100114')).toBeDefined();
  });

  it('have the country of the time zone, if no others show one', async () => {
    await client.post('settings.json', { timezone: 'Africa/Nairobi' });
    const { preview: found } = await previewOf('Phone\n0722100121\n0722100122\n');
    await client.post('settings.json', { timezone: 'UTC' });
    expect(found.problems).toMatchObject([{ rows: 2, mend: { country: 'KE' } }]);
  });

  it('have a country that is one', async () => {
    const refused = await client.ask('POST', 'imports.json', {
      ...{ name: 'Test', files: [{ name: 'a.csv' }], country: 'XX' },
    });
    expect(refused).toMatchObject({ status: 400, body: { country: [expect.stringContaining('XX')] } });
  });
});

describe('refused cells', () => {
  it('are counted over all rows, and what they mean is proposed, which mends them', async () => {
    const rows = Array.from({ length: 250 }, (_, row) => `+25078811${1000 + row},${row % 5 === 0 ? '??' : 'Kiny.'}`);
    const { uuid, preview: found } = await previewOf(`Phone,Language\n${rows.join('\n')}\n`);
    expect(found.problems).toMatchObject([
      {
        ...{ code: 'invalid_language', column: 'Language', rows: 200, values: [{ value: 'Kiny.', rows: 200 }] },
        mend: { column: 'Language', values: { 'Kiny.': 'kin' } },
      },
      { rows: 50, values: [{ value: '??', rows: 50 }], mend: null },
    ]);
    const { column, values } = found.problems[0].mend;
    const mended = await preview(stage(), client, uuid, { values: { [column]: { ...values, '??': '' } } });
    expect(mended).toMatchObject({
      values: { Language: { 'Kiny.': 'kin', '??': '' } },
      preview: { created: 250, invalid: 0, problems: [] },
    });
    await run(stage(), client, mended);
    expect(await contactOf(client, 'tel:+250788111001')).toMatchObject({ language: 'kin' });
    expect(await contactOf(client, 'tel:+250788111000')).toMatchObject({ language: null });
  });

  it('of a refusal may be said, and none is taken away', async () => {
    const content = 'Phone,Unsubscribed\n+250788120001,oui monsieur\n+250788120002,Yes\n+250788120003,No\n';
    const values = { Unsubscribed: { 'oui monsieur': 'yes', Yes: 'no' } };
    const { preview: found, ...shown } = await previewOf(content, { values });
    expect(found).toMatchObject({ created: 3, opt_outs: { given: 2 } });
    await run(stage(), client, { ...shown, preview: found });
    for (const [urn, status] of [
      ['tel:+250788120001', 'stopped'],
      ['tel:+250788120002', 'stopped'],
      ['tel:+250788120003', 'active'],
    ] as const)
      expect(await contactOf(client, urn)).toMatchObject({ status });
  });

  it('are shown to those only who may see addresses', async () => {
    const { uuid } = await previewOf(NUMBERS.replaceAll('7881', '7882'));
    await client.post('settings.json', { anon: true });
    const { token } = await client.post('tokens.json', { role: 'viewer', name: 'Reader' });
    const [shown] = (await stage().as(token).get(`imports.json?uuid=${uuid}`)).results;
    await client.post('settings.json', { anon: false });
    expect(shown.preview.problems).toMatchObject([
      { rows: 3, values: [], mend: { country: 'RW' } },
      { rows: 1, values: [] },
    ]);
  });

  it('are as few as an import can keep', async () => {
    const cells = Object.fromEntries(Array.from({ length: 600 }, (_, cell) => [String(cell), 'x']));
    const body = { name: 'Test', files: [{ name: 'a.csv' }] };
    const many = { ...body, values: { A: cells, B: cells } };
    expect(await client.ask('POST', 'imports.json', many)).toMatchObject({
      status: 400,
      body: { values: [expect.any(String)] },
    });
    const long = { ...body, values: { A: { ['x'.repeat(101)]: 'y' } } };
    expect(await client.ask('POST', 'imports.json', long)).toMatchObject({
      status: 400,
      body: { values: { A: [expect.any(String)] } },
    });
  });
});

it('a duplicate is no problem of a column', async () => {
  const { preview: found } = await previewOf('Phone\n+250788130001\n+250788130001\n+250788130001\n');
  expect(found.problems).toEqual([
    {
      ...{ code: 'duplicate', text: 'The same person as an earlier row.', column: null, rows: 2 },
      blocks: false,
      ...{ values: [], mend: null },
    },
  ]);
});

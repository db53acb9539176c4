/** Files as people really have them, which must lose nobody, and nobody's opt-out, without a word. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { lines, reads } from '../../support/imports/reading.ts';
import { reportOn } from '../../support/imports/reports.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

reads({
  'a list of those who have opted out, one row of which has a cell too many': {
    files: [
      {
        name: 'out.csv',
        opted_out: true,
        content: 'Phone,Name\n0788600001,Smith, Ann\n0788600002,Bob\nnobody,Smith, Eve\n',
      },
    ],
    preview: { created: 2, opt_outs: { given: 2 }, refused: [{ line: 4, reason: 'too_many_cells' }] },
    contacts: {
      'tel:+250788600001': { status: 'stopped', name: null },
      'tel:+250788600002': { status: 'stopped', name: 'Bob' },
    },
  },
  'a row that opts out and shares an address with an earlier one, while the other is somebody’s': {
    files: [{ name: 'there.csv', content: 'Phone,Name\n0788600091,Zed\n' }],
    preview: { created: 1 },
    contacts: { 'tel:+250788600091': { status: 'active' } },
  },
  'the same, with the row': {
    files: [
      {
        name: 'shared.csv',
        content: 'Phone,Email,Opted out\n0788600092,shared@example.org,no\n0788600091,shared@example.org,yes\n',
      },
    ],
    preview: {
      created: 1,
      updated: 1,
      invalid: 1,
      refused: [{ line: 3, reason: 'duplicate' }],
      opt_outs: { given: 2 },
    },
    contacts: {
      'tel:+250788600091': { status: 'stopped', name: 'Zed' },
      'mailto:shared@example.org': { status: 'stopped' },
    },
  },
  'a row that opts out, by the uuid that another row has and the address of somebody else': {
    files: [
      {
        name: 'uuids.csv',
        content:
          'Phone,uuid,Opted out\n0788600091,aaaaaaaa-0000-4000-8000-000000000091,yes\n0788600093,aaaaaaaa-0000-4000-8000-000000000091,\n',
      },
    ],
    preview: { created: 1, invalid: 1, refused: [{ line: 2, reason: 'address_taken' }], opt_outs: { given: 1 } },
    contacts: { 'tel:+250788600093': { status: 'stopped' } },
  },
  'people without a header, whose names come first': {
    files: [{ name: 'a.csv', content: 'Ann,0788600011,eng\nBob,0788600012,kin\n' }],
    preview: {
      rows: 2,
      created: 2,
      invalid: 0,
      columns: [{ column: 'Column 1' }, { column: 'Address' }, { column: 'Column 3' }],
    },
    contacts: { 'tel:+250788600011': {}, 'tel:+250788600012': {} },
  },
  'columns that are called by dates, which are no people': {
    files: [{ name: 'a.csv', content: 'Phone,2026-01-02,01.02.2026,2026\n0788600021,yes,no,1\n' }],
    preview: {
      rows: 1,
      created: 1,
      columns: [{ column: 'Phone' }, { column: '2026-01-02' }, { column: '01.02.2026' }, { column: '2026' }],
    },
    contacts: { 'tel:+250788600021': {} },
  },
  'two files with different columns, which name one person in different case': {
    files: [
      { name: 'a.csv', content: 'Email,Name\nAnn@Example.org,Ann\n' },
      { name: 'b.csv', content: 'Town;Email address\nHuye;ann@example.ORG\nKigali;bob@example.org\n' },
    ],
    preview: {
      created: 2,
      refused: [{ file: 'b.csv', line: 2, reason: 'duplicate', text: 'It is the same person as line 2 of a.csv.' }],
    },
    contacts: {
      'mailto:ann@example.org': { name: 'Ann', fields: { town: null } },
      'mailto:bob@example.org': { fields: { town: 'Kigali' } },
    },
  },
  'JSON Lines that were put together, with a byte order mark in the middle': {
    files: [
      {
        name: 'a.jsonl',
        content: `\ufeff${lines({ phone: '0788600031', name: 'Ann' })}\n\ufeff${lines({ phone: '0788600032', name: 'Bob' })}\n`,
      },
    ],
    preview: { created: 2, invalid: 0 },
    contacts: { 'tel:+250788600031': { name: 'Ann' }, 'tel:+250788600032': { name: 'Bob' } },
  },
  'rows with fewer cells than the header, and columns of one name': {
    files: [
      {
        name: 'a.csv',
        content: 'Phone,Town,Phone,Town\n0788600041\n0788600042,Huye,0788600043,Huye\n0788600044,Huye,,Kigali\n',
      },
    ],
    preview: { created: 2, refused: [{ line: 4, reason: 'conflict', column: 'Town' }] },
    contacts: { 'tel:+250788600041': {}, 'tel:+250788600043': { fields: { town: 'Huye' } } },
  },
});

describe('two imports at once over the same people', () => {
  const stage = onInProcessStage();
  let client: Client;
  beforeAll(async () => {
    client = await stage().open();
    await prepare(client);
  });
  const read = async (...rows: string[]) => {
    const content = ['Phone,Phone 2,Name,Opted out', ...rows].join('\n');
    const mapping = { 'Phone 2': 'urn:tel' };
    return preview(stage(), client, await upload(stage(), client, [{ name: 'a.csv', content }], { mapping }));
  };

  it('make nobody twice, and of the second each opt-out counts, although its row can not be imported any more', async () => {
    await client.post('contacts.json', { name: 'Eve', urns: ['tel:+250788700003'] });
    const first = await read('0788700001,,Ann,', '0788700002,,Bob,', '0788700004,,Dan,');
    const second = await read('0788700001,,Anna,yes', '0788700002,,Bobby,', '0788700003,0788700004,Eva,yes');
    expect(second.preview).toMatchObject({ created: 2, updated: 1, opt_outs: { given: 2 } });
    expect(await run(stage(), client, first)).toMatchObject({ changed: 3 });
    expect(await run(stage(), client, second)).toMatchObject({
      ...{ status: 'completed', total: 3, changed: 1, failed: { address_taken: 2 } },
    });
    const people = await Promise.all([1, 2, 3].map((n) => contactOf(client, `tel:+25078870000${n}`)));
    expect(people).toMatchObject([
      { name: 'Ann', status: 'stopped' },
      { name: 'Bob', status: 'active' },
      { name: 'Eve', status: 'stopped', urns: ['tel:+250788700003'] },
    ]);
    const { lines: rows } = await reportOn(stage(), client, second.uuid);
    expect(rows.map(([, line, outcome, reason]) => [line, outcome, reason])).toEqual([
      ['2', 'failed', 'address_taken'],
      ['3', 'failed', 'address_taken'],
      ['4', 'updated', ''],
    ]);
  });
});

import { expect } from 'vitest';
import { reads } from '../../support/imports/reading.ts';
import { excelSheet, textItSheet, textItSheets } from '../../support/imports/spreadsheets.ts';

/** 2026-03-04 05:06:07, as days of a spreadsheet. */
const EXCEL_TIME = 46_085 + (5 * 3_600 + 6 * 60 + 7) / 86_400;

reads({
  'CSV with semicolons, a byte order mark, and line breaks in quotes': {
    files: [
      {
        name: 'a.csv',
        content: '\ufeffName;Phone;Note\r\n"Ann\r\nMarie";0788100001;"a;b"\r\nBob;0788100002;x\r\n;;\r\nEve;12;\r\n',
      },
    ],
    preview: { created: 2, refused: [{ line: 6, reason: 'invalid_address' }] },
    contacts: {
      'tel:+250788100001': { name: 'Ann\r\nMarie', fields: { note: 'a;b' } },
      'tel:+250788100002': { name: 'Bob' },
    },
  },
  'CSV in UTF-16 with tabs, as Excel saves "Unicode text"': {
    files: [
      {
        name: 'a.csv',
        content: Buffer.concat([
          Buffer.from([0xff, 0xfe]),
          Buffer.from('Phone\tName\r\n0788100011\tÉloïse 😀\r\n', 'utf16le'),
        ]),
      },
    ],
    preview: { created: 1, invalid: 0, warnings: [] },
    contacts: { 'tel:+250788100011': { name: 'Éloïse 😀' } },
  },
  'CSV in Windows-1252, with old line ends and the hint of Excel': {
    files: [{ name: 'a.csv', content: Buffer.from('sep=;\nPhone;Name\r0788100021;Élo\u00efse\r', 'latin1') }],
    preview: { created: 1, warnings: [expect.stringContaining('windows-1252')] },
    contacts: { 'tel:+250788100021': { name: 'Éloïse' } },
  },
  "TextIt's own export, as its writer makes it": {
    files: [
      {
        name: 'contacts.xlsx',
        content: textItSheet([
          [
            'Contact UUID',
            'Name',
            'Language',
            'Status',
            'Created On',
            'Last Seen On',
            'URN:Tel',
            'URN:Tel',
            'Field:Age',
            'Group:Farmers',
          ],
          [
            'aaaaaaaa-0000-4000-8000-000000000001',
            "'=Ann",
            'eng',
            'Active',
            EXCEL_TIME,
            null,
            '+250788100041',
            '+250788100042',
            '33',
            true,
          ],
          [
            'aaaaaaaa-0000-4000-8000-000000000002',
            'Bob',
            '',
            'Stopped',
            EXCEL_TIME,
            EXCEL_TIME,
            '+250788100043',
            null,
            null,
            false,
          ],
        ]),
      },
    ],
    preview: { files: [{ format: 'xlsx', rows: 2 }], created: 2, invalid: 0, opt_outs: { given: 1, kept: 0 } },
    contacts: {
      'tel:+250788100041': {
        uuid: 'aaaaaaaa-0000-4000-8000-000000000001',
        name: '=Ann',
        status: 'active',
        urns: ['tel:+250788100041', 'tel:+250788100042'],
        fields: { age: '33' },
        groups: [{ name: 'Farmers' }],
        created_on: '2026-03-04T05:06:07Z',
      },
      'tel:+250788100043': { status: 'stopped', last_seen_on: '2026-03-04T05:06:07Z', groups: [] },
    },
  },
  "Excel's sheet that was open, with numbers for phones": {
    files: [
      {
        name: 'people.xlsx',
        content: excelSheet(
          [
            ['Phone', 'Name', 'Last seen'],
            [250788100051, 'Ann', EXCEL_TIME],
            [788100052, 'Bob', null],
          ],
          { dates: [2] },
        ),
      },
    ],
    preview: { created: 2, invalid: 0 },
    contacts: {
      'tel:+250788100051': { name: 'Ann', last_seen_on: '2026-03-04T05:06:07Z' },
      'tel:+250788100052': { name: 'Bob' },
    },
  },
  'the sheets of a large export of TextIt, each of which begins with line 1': {
    files: [
      {
        name: 'contacts.xlsx',
        content: textItSheets([
          [
            ['Name', 'URN:Tel', 'Status'],
            ['Ann', '+250788100091', 'Active'],
          ],
          [
            ['Name', 'URN:Tel', 'Status'],
            ['Bob', '+250788100092', 'Stopped'],
          ],
        ]),
      },
    ],
    preview: { files: [{ rows: 2 }], created: 2, duplicates: 0, opt_outs: { given: 1 } },
    contacts: { 'tel:+250788100091': { status: 'active' }, 'tel:+250788100092': { status: 'stopped' } },
  },
});

import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { importFiles, preview, type SentFile, upload } from '../../support/imports/import-files.ts';
import { excelSheet, textItSheet } from '../../support/imports/spreadsheets.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

interface Case {
  readonly files: readonly SentFile[];
  readonly preview: object;
  /** By URN. */
  readonly contacts: Readonly<Record<string, object>>;
}

const lines = (...objects: object[]): string => objects.map((object) => JSON.stringify(object)).join('\n');
/** 2026-03-04 05:06:07, as days of a spreadsheet. */
const EXCEL_TIME = 46_085 + (5 * 3_600 + 6 * 60 + 7) / 86_400;

const CASES: Readonly<Record<string, Case>> = {
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
  'JSON Lines, of which one is broken': {
    files: [
      {
        name: 'a.jsonl',
        content: `${lines({ urns: ['tel:+250788100031', 'mailto:ANN@example.org'], name: 'Ann', fields: { Shoe: 42 }, groups: [{ uuid: 'x', name: 'Walkers' }] })}\n{"urns": ["tel:+250788100032"\n${lines({ urns: ['tel:+250788100033'], name: null })}`,
      },
    ],
    preview: {
      created: 2,
      refused: [{ line: 2, reason: 'not_json' }],
      new_groups: ['Walkers'],
      new_fields: [{ name: 'Shoe' }],
    },
    contacts: {
      'tel:+250788100031': {
        name: 'Ann',
        urns: ['tel:+250788100031', 'mailto:ann@example.org'],
        fields: { shoe: '42' },
        groups: [{ name: 'Walkers' }],
      },
      'tel:+250788100033': { name: null },
    },
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
  'endpoints of Pinpoint, packed, in parts: a user is one person': {
    files: [
      {
        name: 'part-0.gz',
        content: gzipSync(
          lines(
            {
              Id: '1',
              ChannelType: 'SMS',
              Address: '250788100061',
              OptOut: 'NONE',
              EndpointStatus: 'ACTIVE',
              EffectiveDate: '2026-02-03T04:05:06.700Z',
              User: { UserId: 'u1', UserAttributes: { Town: ['Huye'] } },
            },
            {
              Id: '2',
              ChannelType: 'SMS',
              Address: '+250788100062',
              OptOut: 'ALL',
              Attributes: { Likes: ['tea', 'milk'] },
            },
            { Id: '3', ChannelType: 'APNS', Address: 'abc', OptOut: 'NONE' },
          ),
        ),
      },
      {
        name: 'part-1.gz',
        content: gzipSync(
          lines({
            Id: '4',
            ChannelType: 'EMAIL',
            Address: 'U1@example.org',
            OptOut: 'NONE',
            User: { UserId: 'u1' },
            Demographic: { Locale: 'en_US' },
          }),
        ),
      },
    ],
    preview: {
      files: [{ format: 'pinpoint', rows: 3 }],
      created: 2,
      refused: [{ reason: 'no_address' }],
      opt_outs: { given: 1, kept: 0 },
    },
    contacts: {
      'tel:+250788100061': {
        urns: ['tel:+250788100061', 'mailto:u1@example.org'],
        fields: { town: 'Huye' },
        last_seen_on: '2026-02-03T04:05:06.700000Z',
        status: 'active',
      },
      'tel:+250788100062': { status: 'stopped', fields: { likes: 'tea, milk' } },
    },
  },
  "SES's contact list, as its own sample is written": {
    files: [
      {
        name: 'ses.csv',
        content:
          'emailAddress,unsubscribeAll,attributesData,topicPreferences.Sports,topicPreferences.Cycling\nses1@example.org,false,{"Name": "John"},OPT_IN,OPT_OUT\nses2@example.org,true,{"Name": "Sarah"},OPT_OUT,OPT_OUT\nses3@example.org,false,{"Name": "Eve", "Age": 3},OPT_IN,\n',
      },
    ],
    preview: { files: [{ format: 'ses_contacts' }], created: 2, opt_outs: { given: 1 }, refused: [{ line: 4 }] },
    contacts: {
      'mailto:ses1@example.org': { status: 'active', groups: [{ name: 'Sports' }] },
      'mailto:ses2@example.org': { status: 'stopped' },
    },
  },
  'an answer of SES about its contact list': {
    files: [
      {
        name: 'contacts.json',
        content: JSON.stringify(
          {
            Contacts: [
              {
                EmailAddress: 'ses4@example.org',
                UnsubscribeAll: false,
                TopicPreferences: [{ TopicName: 'Sports', SubscriptionStatus: 'OPT_IN' }],
              },
              { EmailAddress: 'ses5@example.org', UnsubscribeAll: true },
            ],
          },
          null,
          2,
        ),
      },
    ],
    preview: { files: [{ format: 'ses_contacts', rows: 2 }], created: 2 },
    contacts: {
      'mailto:ses4@example.org': { groups: [{ name: 'Sports' }] },
      'mailto:ses5@example.org': { status: 'stopped' },
    },
  },
  'a suppression list of SES: a complaint is a wish, a bounce is none': {
    files: [{ name: 'suppressed.csv', content: 'bounce@example.org,BOUNCE\ncomplaint@example.org,COMPLAINT\n' }],
    preview: { files: [{ format: 'ses_suppression', rows: 2 }], created: 2, opt_outs: { given: 1 } },
    contacts: {
      'mailto:bounce@example.org': { status: 'active', fields: { email_bounced: 'yes' } },
      'mailto:complaint@example.org': { status: 'stopped' },
    },
  },
  'addresses only, all of which have opted out': {
    files: [{ name: 'stop.txt', content: '+250788100071\nstop@example.org\n', opted_out: true }],
    preview: { files: [{ format: 'addresses', rows: 2 }], created: 2, opt_outs: { given: 2 } },
    contacts: { 'tel:+250788100071': { status: 'stopped' }, 'mailto:stop@example.org': { status: 'stopped' } },
  },
  "Mailchimp's archive: which file a person is in says what she wants": {
    files: [
      {
        name: 'export.zip',
        content: Buffer.from(
          zipSync({
            'subscribed_segment_export.csv': strToU8(
              'Email Address,First Name,Last Name,TAGS\nin@example.org,Ann,Lee,"""News"",""Rwanda"""\n',
            ),
            'unsubscribed_segment_export.csv': strToU8(
              'Email Address,First Name,UNSUB_TIME\nout@example.org,Bob,2026-01-01 00:00:00\n',
            ),
            'cleaned_segment_export.csv': strToU8('Email Address\ngone@example.org\n'),
          }),
        ),
      },
    ],
    preview: { created: 3, opt_outs: { given: 1 }, new_groups: ['News', 'Rwanda'] },
    contacts: {
      'mailto:in@example.org': {
        name: 'Ann Lee',
        status: 'active',
        groups: expect.arrayContaining([expect.objectContaining({ name: 'News' })]),
      },
      'mailto:out@example.org': { status: 'stopped' },
      'mailto:gone@example.org': { status: 'active', fields: { email_bounced: 'yes' } },
    },
  },
};

describe('reads', () => {
  it.each(Object.entries(CASES))('%s', async (_, { files, preview: expected, contacts }) => {
    const found = await importFiles(stage(), client, files);
    expect(found.preview).toMatchObject(expected);
    expect(found.job).toMatchObject({ status: 'completed' });
    for (const [urn, contact] of Object.entries(contacts)) expect(await contactOf(client, urn)).toMatchObject(contact);
  });
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

  it('a file that was not uploaded', async () => {
    const { uuid } = await client.post('imports.json', { name: 'Test', files: [{ name: 'a.csv' }] });
    expect(await preview(stage(), client, uuid)).toMatchObject({ problem: 'a.csv: It was not uploaded.' });
  });
});

describe('a mapping', () => {
  it('is changed, saved by name and used again', async () => {
    const content = 'Contact,Kind\n0788100081,Farmer\n';
    const uuid = await upload(stage(), client, [{ name: 'a.csv', content }]);
    expect((await preview(stage(), client, uuid)).preview).toMatchObject({
      created: 0,
      warnings: [expect.stringContaining('No column has addresses')],
    });
    const mapping = { Contact: 'urn:tel', Kind: 'groups' };
    expect((await preview(stage(), client, uuid, { mapping, save_mapping_as: 'Monthly' })).preview).toMatchObject({
      created: 1,
      new_groups: ['Farmer'],
    });
    expect((await client.get('import_mappings.json')).results).toEqual([{ name: 'Monthly', mapping }]);
    const again = await upload(stage(), client, [{ name: 'a.csv', content }], { mapping_name: 'monthly' });
    expect((await preview(stage(), client, again)).preview).toMatchObject({ created: 1, new_groups: ['Farmer'] });
  });
});

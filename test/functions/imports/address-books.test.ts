/** Address books and web pages that are called spreadsheets, as programs and phones write them. */
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listingsIn } from '../../../functions/imports/worker/read/listings.ts';

/** Given in pieces too: where a chunk ends says nothing. */
async function read(content: Buffer | string, name = 'a', piece = Number.POSITIVE_INFINITY) {
  const bytes = Buffer.from(content);
  const size = Math.min(piece, bytes.length);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const source = { name, size: bytes.length, open: async () => Readable.from(pieces) };
  const [listing = expect.fail()] = await listingsIn(source, { name }, { format: null, encoding: null });
  const records = [];
  for await (const record of listing.records()) records.push(record);
  return { format: listing.format, records, warnings: listing.warnings };
}

it.each([['is_vcard', '\ufeff\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nTEL:0788000001\r\nEND:VCARD\r\n']])(
  '%s is told by what it holds, whatever it is called, packed or in UTF-16',
  async (code, text) => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const content of [Buffer.from(text), utf16, gzipSync(text)])
      for (const name of ['a.csv', 'a.xls'])
        await expect(read(content, name)).rejects.toMatchObject({ refusal: { code } });
  },
);

const page = (table: string) =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><style><!-- td {mso-number-format:General} --></style></head><body><!--[if !excel]>&nbsp;&nbsp;<![endif]-->${table}</body></html>`;

const PAGES: Readonly<Record<string, readonly [string, readonly (readonly (readonly [string, string])[])[]]>> = {
  'entities, line breaks and spaces of the source': [
    page(
      '<table>\r\n <tr>\r\n  <td>Name</td><td>Phone</td><td>Note</td></tr><tr height=20><td class=xl24>Ann\r\n  &amp; &Eacute;lo&iuml;se</td><td>+250788000001</td><td>a<br>b&#233;&nbsp;</td></tr></table>',
    ),
    [
      [
        ['Name', 'Ann & Éloïse'],
        ['Phone', '+250788000001'],
        ['Note', 'a\nbé'],
      ],
    ],
  ],
  'the digits of numbers that are shown shortened': [
    page(
      '<table><tr><th>Phone</th><th>Paid</th><th>On</th></tr><tr><td x:num="250788000001">2.50788E+11</td><td x:num="0.45">45%</td><td x:num="45395">13/04/2024</td></tr><tr><td x:num="250788000002">########</td><td x:num>12</td><td></td></tr></table>',
    ),
    [
      [
        ['Phone', '250788000001'],
        ['Paid', '0.45'],
        ['On', '13/04/2024'],
      ],
      [
        ['Phone', '250788000002'],
        ['Paid', '12'],
      ],
    ],
  ],
  'cells over columns and rows, ends that are left out, and a table within': [
    '<table><tr><td>Name<td>Phone<td>Town<tr><td rowspan=2>Ann<td>1<td>Huye<tr><td>2<td><table><tr><td>x</td></tr></table>Gisagara<tr><td colspan=2>Bob<td>Kigali</table>',
    [
      [
        ['Name', 'Ann'],
        ['Phone', '1'],
        ['Town', 'Huye'],
      ],
      [
        ['Phone', '2'],
        ['Town', 'Gisagara'],
      ],
      [
        ['Name', 'Bob'],
        ['Town', 'Kigali'],
      ],
    ],
  ],
  'the largest table, and not one above it': [
    '<!DOCTYPE html><body><table><tr><td>Report</td></tr></table><table><tr><td>Name</td><td>Phone</td></tr><tr><td>Ann</td><td>1</td></tr></table>',
    [
      [
        ['Name', 'Ann'],
        ['Phone', '1'],
      ],
    ],
  ],
  'cells of the XML of Excel 2003, with their types': [
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="People"><Table><Row><Cell><Data ss:Type="String">Name</Data></Cell><Cell><Data ss:Type="String">Town</Data></Cell><Cell><Data ss:Type="String">Phone</Data></Cell><Cell><Data ss:Type="String">Born</Data></Cell></Row><Row><Cell><Data ss:Type="String">Ann</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">2.50788000001E11</Data></Cell><Cell><Data ss:Type="DateTime">1985-04-13T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>',
    [
      [
        ['Name', 'Ann'],
        ['Phone', '250788000001'],
        ['Born', '1985-04-13'],
      ],
    ],
  ],
};

describe('a web page with', () => {
  it.each(Object.entries(PAGES))('%s', async (_, [content, records]) => {
    for (const piece of [1, 7, 10_000]) {
      const found = await read(content, 'a.xls', piece);
      expect(found.format).toBe('html');
      expect(found.records.map((record) => record.cells)).toEqual(records);
    }
  });

  it('the code page that it names', async () => {
    const content = page('<table><tr><td>Name</td><td>Phone</td></tr><tr><td>Иван</td><td>1</td></tr></table>');
    const bytes = Buffer.from(
      content.replace('windows-1252', 'windows-1251').replace('Иван', '\u00c8\u00e2\u00e0\u00ed'),
      'latin1',
    );
    expect(await read(bytes)).toMatchObject({
      records: [
        {
          line: 2,
          cells: [
            ['Name', 'Иван'],
            ['Phone', '1'],
          ],
        },
      ],
      warnings: [],
    });
  });

  it('two tables of people names the one that it leaves out', async () => {
    const table = (people: number) =>
      `<table><tr><td>Name</td><td>Phone</td></tr>${'<tr><td>Ann</td><td>1</td></tr>'.repeat(people)}</table>`;
    expect((await read(page(table(2) + table(3)), 'a.xls')).warnings).toEqual([
      { code: 'warn_left_out', file: 'a.xls', files: 'table 1' },
    ]);
  });

  it('sheets has each that speaks of opt-outs read, too', async () => {
    const sheet = (title: string, rows: number) =>
      `<Worksheet ss:Name="${title}"><Table>${'<Row><Cell><Data>Ann</Data></Cell><Cell><Data>0788000001</Data></Cell></Row>'.repeat(rows)}</Table></Worksheet>`;
    const content = Buffer.from(
      `<?xml version="1.0"?><Workbook>${sheet('People', 9)}${sheet('Opt-outs', 2)}${sheet('Notes', 2)}</Workbook>`,
    );
    const source = { name: 'a.xls', size: content.length, open: async () => Readable.from([content]) };
    const listings = await listingsIn(source, { name: 'a.xls' }, { format: null, encoding: null });
    expect(listings.map(({ name, title }) => [name, title])).toEqual([
      ['a.xls', 'People'],
      ['a.xls: Opt-outs', 'Opt-outs'],
    ]);
    expect(listings.flatMap(({ warnings }) => warnings)).toEqual([
      { code: 'warn_left_out', file: 'a.xls', files: 'Notes' },
    ]);
  });

  it('no table is refused', async () => {
    await expect(read('<html><body>Log in</body></html>')).rejects.toMatchObject({
      refusal: { code: 'html_without_table' },
    });
  });
});

const GOOGLE =
  'First Name,Middle Name,Last Name,Name Prefix,File As,Organization Name,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Custom Field 1 - Label,Custom Field 1 - Value';

describe('the contacts of Google with', () => {
  it('several values in one cell, labels of their own, and names in parts', async () => {
    const { format, records } = await read(
      `\ufeff${GOOGLE}\r\nAnn,Marie,Uwase,Dr,,Coop,1985-04-13,"a\nb",https://x,Farmers ::: * myContacts,* Work,ann@example.org ::: a@example.org,Mobile,+250788000001 ::: +250788000002,Work Fax,+250252000001,SMS consent,no\r\n,,,,,Shop,,,,* myContacts,,,,0788000003,,,,\r\n`,
    );
    expect(format).toBe('google_contacts');
    expect(records.map(({ cells }) => cells)).toEqual([
      [
        ['Name', 'Dr Ann Marie Uwase'],
        ['Phone', '+250788000001'],
        ['Phone', '+250788000002'],
        ['Email', 'ann@example.org'],
        ['Email', 'a@example.org'],
        ['Groups', 'Farmers'],
        ['Organization', 'Coop'],
        ['Birthday', '1985-04-13'],
        ['Notes', 'a\nb'],
        ['SMS consent', 'no'],
      ],
      [
        ['Name', 'Shop'],
        ['Phone', '0788000003'],
        ['Organization', 'Shop'],
      ],
    ]);
  });

  it('the headings of before 2024, whose whole name stands beside its parts, in UTF-16', async () => {
    const text =
      'Name,Given Name,Additional Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value,Town\r\nAnn Uwase,Ann,,Uwase,* friends ::: Mothers,Mobile,0788000001,Huye\r\n';
    const { records } = await read(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    expect(records.map(({ cells }) => cells)).toEqual([
      [
        ['Name', 'Ann Uwase'],
        ['Phone', '0788000001'],
        ['Groups', 'Mothers'],
        ['Town', 'Huye'],
      ],
    ]);
  });
});

describe('a table', () => {
  it('of Kobo has tags below its header, which are nobody', async () => {
    const { records } = await read('"name";"phone"\n"#contact +name";"#contact+phone"\n"Ann";"0788000001"\n');
    expect(records).toMatchObject([{ line: 3 }]);
  });

  it('of a report has lines at its foot, which are nobody; people below an empty line are', async () => {
    const { records } = await read(
      'Name,Phone,Town\nAnn,0788000001,Huye\n\nBob,0788000002,\n0788000003\n\n"Grand Totals (2 records)",,\n"Confidential - do not distribute"\n',
    );
    expect(records.map(({ line }) => line)).toEqual([2, 4, 5]);
  });
});

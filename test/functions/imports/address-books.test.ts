/** Contacts of Google, tables, and what only calls itself a table, as programs and phones write them. */
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listingsIn } from '../../../functions/imports/worker/read/listings.ts';
import books from '../../cases/imports/address-books.json' with { type: 'json' };

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

it.each(books.programs)(
  '%s is told by what it holds, whatever it is called, packed or in UTF-16: %s',
  async (code, text) => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const content of [Buffer.from(text), utf16, gzipSync(text)])
      for (const name of ['a.csv', 'a.xls'])
        await expect(read(content, name)).rejects.toMatchObject({ refusal: { code } });
  },
);

it('a table may have a < at its beginning', async () => {
  const { records } = await read('<Name>,Phone\nAnn,0788000001\n');
  expect(records).toMatchObject([
    {
      cells: [
        ['<Name>', 'Ann'],
        ['Phone', '0788000001'],
      ],
    },
  ]);
});

const GOOGLE =
  'First Name,Middle Name,Last Name,Name Prefix,File As,Organization Name,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Custom Field 1 - Label,Custom Field 1 - Value';

describe('the contacts of Google with', () => {
  it('several values in one cell, labels of their own, and names in parts', async () => {
    const { format, records } = await read(
      `\ufeff${GOOGLE}\r\nAnn,Marie,Uwase,Dr,,Coop,1985-04-13,"a\nb",https://x,Farmers ::: * myContacts,* Work,ann@example.org ::: a@example.org,Mobile,+250788000001 ::: +250788000002,Work Fax,+250252000001,SMS consent,no\r\n,,,,,Shop,,,,* myContacts,,,,0788000003,,,,\r\n`,
    );
    expect(format).toBe('google_contacts');
    expect(records.map(({ cells }) => cells)).toEqual(books.google);
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

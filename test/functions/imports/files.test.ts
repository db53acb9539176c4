/** Files as they come: what is read of each, and by which line. */
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { listingsIn } from '../../../functions/imports/worker/read/listings.ts';
import ENCODINGS from '../../cases/imports/encodings.json' with { type: 'json' };
import SHAPES from '../../cases/imports/shapes.json' with { type: 'json' };
import texts from '../../cases/imports/texts.json' with { type: 'json' };
import { encoded } from '../../support/imports/encoded.ts';
import { excelSheet, rawSheet, textItSheet } from '../../support/imports/spreadsheets.ts';

/** Given in pieces of a few bytes too: where a chunk ends says nothing. */
async function read(
  name: string,
  content: Buffer | string,
  { piece = Number.POSITIVE_INFINITY, encoding = null as string | null } = {},
) {
  const bytes = Buffer.from(content);
  const pieces = Array.from({ length: Math.ceil(bytes.length / Math.min(piece, bytes.length)) }, (_, at) =>
    bytes.subarray(at * piece || 0, Math.min((at + 1) * piece, bytes.length)),
  );
  const source = { name, size: bytes.length, open: async () => Readable.from(pieces) };
  const listings = await listingsIn(source, { name }, { format: null, encoding });
  const found: string[] = [];
  for (const listing of listings)
    for await (const record of listing.records())
      found.push(
        'reason' in record
          ? `${record.line} ${record.reason}`
          : `${record.line} ${record.cells.map(([column, text]) => `${column}=${text}`).join(' ')}`,
      );
  return {
    found,
    warnings: listings.flatMap(({ warnings }) => warnings),
    readings: listings.flatMap(({ readings = [] }) => readings),
  };
}

const TEXTS: Readonly<Record<string, { content: string; found: readonly string[] }>> = texts;

/** Lists as programs of many countries save them. */
const ENCODED = ENCODINGS as readonly { readonly in: string; readonly text: string }[];

const cellsOf = (text: string) => text.split(/[\r\n]+/).flatMap((line) => line.split(/[,;]/));

describe('a text whose encoding nobody says', () => {
  it.each(ENCODED)('is read in $in, and shows other ways beside it', async ({ in: encoding, text }) => {
    const bytes = encoding.startsWith('utf-16') ? Buffer.from(text, 'utf16le') : encoded(text, encoding);
    const { found, warnings, readings } = await read('a.csv', bytes);
    expect(found.join('\n').replaceAll(/[=\n]/g, ' ')).toContain(cellsOf(text).at(-3));
    if (encoding.startsWith('utf-16')) return expect([warnings, readings]).toEqual([[], []]);
    expect(warnings).toEqual([{ code: 'warn_encoding', file: 'a.csv', encoding }]);
    expect(readings.map((one) => one.encoding)[0]).toBe(encoding);
    expect(cellsOf(text)).toEqual(expect.arrayContaining([...(readings[0]?.examples ?? [])]));
    expect(readings.length).toBeGreaterThan(1);
  });

  it('is read as the caller says, and shows the guess beside it', async () => {
    const text = ENCODED[0]?.text ?? '';
    const { readings } = await read('a.csv', encoded(text, 'windows-1251'), { encoding: 'koi8-r' });
    expect(readings.slice(0, 2).map((one) => one.encoding)).toEqual(['koi8-r', 'windows-1251']);
    expect(readings[1]?.examples).toContain('Имя');
  });

  it('is known by a line far behind', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `Ann ${n};07881${n}\n`).join('');
    const bytes = Buffer.concat([
      Buffer.from(`Name;Phone\n${rows}`),
      encoded('Иван Петров;1\nОльга Серова;2\n', 'windows-1251'),
    ]);
    const { found } = await read('a.csv', bytes, { piece: 65_536 });
    expect(found.slice(-2)).toEqual(['20002 Name=Иван Петров Phone=1', '20003 Name=Ольга Серова Phone=2']);
  });
});

describe('reading', () => {
  it.each(Object.entries(TEXTS))('%s', async (_, { content, found }) => {
    for (const piece of [1, 2, 7, 10_000]) expect((await read('a', content, { piece })).found).toEqual(found);
  });

  it.each(SHAPES)('$label', async ({ content, found }) => {
    expect((await read('a.csv', content)).found).toEqual(found);
  });

  it('a formula of a spreadsheet by its result, and refuses one without', async () => {
    const cell = (xml: string, attributes = '') => ({ xml, attributes });
    const text = (of: string) => cell(`<is><t>${of}</t></is>`, 't="inlineStr"');
    const header = ['Phone', 'Stop', 'Note'].map(text);
    const sheet = (...row: { xml: string; attributes: string }[]) => rawSheet([header, row], { formats: [] });
    const phone = text('0788000001');
    const known = sheet(phone, cell('<f>TRUE()</f><v>1</v>', 't="b"'), cell('<f>IF(FALSE,1,"")</f><v></v>', 't="str"'));
    expect((await read('a.xlsx', known)).found).toEqual(['2 Phone=0788000001 Stop=true']);
    for (const stop of [
      cell('<f>TRUE()</f>', 't="b"'),
      cell('<f>TRUE()</f><v/>'),
      cell('<f t="shared" si="0"/><v></v>'),
    ])
      await expect(read('a.xlsx', sheet(phone, stop))).rejects.toMatchObject({
        refusal: { code: 'formulas_unsaved', sheet: 'sheet1' },
      });
  });

  it('a spreadsheet shows fifteen digits of a number, a time of no day without one', async () => {
    const rows = [
      ['Phone', 'Price', 'At'],
      [250788000001, 3.3000000000000003, 0.5534722222222223],
    ];
    expect((await read('a.xlsx', excelSheet(rows, { dates: [2] }))).found).toEqual([
      '2 Phone=250788000001 Price=3.3 At=13:17:00',
    ]);
  });

  it('an archive with lists of several kinds, and names what it leaves out', async () => {
    const content = Buffer.from(
      zipSync({
        'a.csv': strToU8('Phone\n1\n'),
        'empty.csv': new Uint8Array(),
        'lists/b.xlsx': textItSheet([['Phone'], ['2']]),
        'c.jsonl.gz': gzipSync('{"Phone":"3"}'),
        'old/inner.zip': zipSync({ 'd.csv': strToU8('Phone\n4\n') }),
        'read me.pdf': strToU8('%PDF'),
        '__MACOSX/._a.csv': strToU8('x'),
        '.DS_Store': strToU8('x'),
      }),
    );
    expect(await read('all.zip', content)).toMatchObject({
      found: ['2 Phone=1', '2 Phone=2', '1 Phone=3'],
      warnings: [{ code: 'warn_left_out', file: 'all.zip', files: 'old/inner.zip, read me.pdf' }],
    });
  });

  it.each([
    ['with a password', 8],
    ['that is broken', 0],
  ])('an archive %s is refused', async (_, flags) => {
    const content = Buffer.from(zipSync({ 'a.csv': strToU8('Phone\n0788000001\n'.repeat(50)) }));
    content.writeUInt8(flags, 6);
    content.fill(0xff, 35, 47);
    await expect(read('a.zip', content)).rejects.toMatchObject({ refusal: { code: 'broken_archive', file: '' } });
  });
});

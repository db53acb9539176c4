/** Whatever a file holds, reading it ends with records or a refusal, and exported cells come back as they were. */
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { FileError } from '../../functions/imports/worker/read/limits.ts';
import { readHere } from '../../functions/imports/worker/read/reading.ts';
import { escapeFormula, unescapeFormula } from '../../shared/domain/text/escape-formula.ts';
import { hostileSheet } from '../support/imports/hostile-files.ts';

async function outcomeOf(content: Buffer): Promise<'records' | 'refused'> {
  const open = async () => Readable.from([content]);
  try {
    const file = { source: { name: 'a', size: content.length, open }, spec: { name: 'a' } };
    for (const { records } of await readHere().listings([file], { format: null, encoding: null }))
      for await (const record of records()) structuredClone(record);
    return 'records';
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return 'refused';
  }
}

/** What formats are made of. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    '{"a":',
    '"results":[',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ';',
    "'",
    '=',
    '\0',
    ' ',
  ],
  ...['<html>', '</td>', '<!--', '<', '>', 'BEGIN:VCARD\n'],
  ...['Phone', '+250788000001', 'Name', 'ChannelType,Address\n', 'First Name,Phone 1 - Value\n', 'é', '😀', '\ud800'],
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join('')));
const packed = fc.oneof(
  text.map((content) => gzipSync(content)),
  text.map((content) => Buffer.from(zipSync({ 'a.csv': new Uint8Array(content) }))),
  text.map((content) => hostileSheet({ strings: content.toString() })),
  text.map((content) => hostileSheet({ workbook: content.toString(), styles: content.toString() })),
  text.map((content) => hostileSheet({ rows: content.toString() })),
);
/** A file with some of its bytes changed. */
const damaged = fc
  .tuple(fc.oneof(text, packed), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
  .map(([content, changes]) => {
    const bytes = Buffer.from(content);
    for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  });
const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some));

it.each([
  ['pieces of formats', text],
  ['packed pieces', packed],
  ['damaged files', damaged],
  ['bytes', bytes],
])('a file of %s is read or refused', (_, files) =>
  fc.assert(
    fc.asyncProperty(files, async (content) => void expect(await outcomeOf(content)).toBeTypeOf('string')),
    {
      numRuns: 150,
    },
  ),
);

it.each([
  ['objects', '{"a":', '}'],
  ['lists', '{"a":[', ']}'],
])('JSON with %s 60,000 deep is a row that is refused', async (_, opens, closes) => {
  const content = Buffer.from(`${opens.repeat(60_000)}1${closes.repeat(60_000)}\n{"phone":"+250788000001"}`);
  expect(await outcomeOf(content)).toBe('records');
});

it('an exported cell comes back as it was, of whatever it is made', () => {
  const cell = fc.array(fc.constantFrom("'", '=', ' ', '-', '--', '+', '#N/A', '1', 'a', '\t'), { maxLength: 12 });
  fc.assert(
    fc.property(cell, (parts) => void expect(unescapeFormula(escapeFormula(parts.join('')))).toBe(parts.join(''))),
  );
});

it('strings of a spreadsheet that name none are no crash', async () => {
  expect(await outcomeOf(Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('<sheet ') })))).toBe('refused');
});

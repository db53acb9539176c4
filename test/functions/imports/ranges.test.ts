/** Files are cut into ranges at records: together these read as the whole file does. */
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Claims } from '../../../functions/imports/worker/plan/claims.ts';
import { decideNames } from '../../../functions/imports/worker/plan/decide-names.ts';
import type { RangeStart } from '../../../functions/imports/worker/plan/notes.ts';
import { OptedOut } from '../../../functions/imports/worker/plan/opted-out.ts';
import { RowNames, rowsNamed } from '../../../functions/imports/worker/plan/row-names.ts';
import type { Bytes } from '../../../functions/imports/worker/read/bytes.ts';
import type { Cut } from '../../../functions/imports/worker/read/cuts.ts';
import type { FileError } from '../../../functions/imports/worker/read/limits.ts';
import type { Listing } from '../../../functions/imports/worker/read/listing.ts';
import { listingsIn } from '../../../functions/imports/worker/read/listings.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { blankRow } from '../../../shared/domain/imports/row.ts';

/** A stored file that comes in pieces of so many bytes. */
function stored(content: Buffer, piece: number) {
  const open = async ({ from, to }: Bytes = { from: 0, to: null }) => {
    const bytes = content.subarray(from, to ?? content.length);
    const count = Math.ceil(bytes.length / piece);
    return Readable.from(Array.from({ length: count }, (_, at) => bytes.subarray(at * piece, (at + 1) * piece)));
  };
  return { name: 'people', size: content.length, ranged: true, open } as const;
}

type Records = AsyncIterable<{ readonly begins?: Cut }>;

/** The records, and at their end why the file cannot be read, if so. */
async function all(records: Records): Promise<{ readonly begins?: Cut; readonly refusal?: object }[]> {
  const found: { readonly begins?: Cut; readonly refusal?: object }[] = [];
  try {
    for await (const record of records) found.push(record);
  } catch (error) {
    found.push({ refusal: (error as FileError).refusal });
  }
  return found;
}

const begins = async (records: Records) => (await all(records)).flatMap(({ begins: cut }) => cut ?? []);

/** The records of all ranges of a file, and how many ranges it has. */
async function inRanges(listing: Listing, every: number) {
  const starts = [null, ...(await begins(listing.records({ from: null, to: null, every })))];
  const records: object[] = [];
  for (const [at, from] of starts.entries())
    records.push(...(await all(listing.records({ from, to: starts[at + 1]?.bytes ?? null }))));
  // Who goes on from any of them finds the same ones.
  const middle = Math.floor(starts.length / 2);
  const from = starts[middle] ?? null;
  expect(await begins(listing.records({ from, to: null, every }))).toEqual(starts.slice(middle + 1));
  return { records, ranges: starts.length };
}

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1252': (text) => Buffer.from(`${text}é`, 'latin1'),
};

const text = fc.string({
  unit: fc.constantFrom('a', 'b', '1', 'é', 'ü', ' ', '"', ',', ';', '\n', '\r\n', '\r', '😀', '\ufeff', '#', '\t'),
  maxLength: 6,
});
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Ann', '0788', '', 'x"y', 'ann@example.org', 'Zoë', '"', '"a"b') },
  { weight: 2, arbitrary: text.map(quoted) },
);
const line = fc.oneof(
  { weight: 8, arbitrary: fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(',')) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', ',,,', '# a comment', '#name,#phone') },
);
const END = fc.constantFrom('\n', '\r\n', '\r');
/** The head is long: a table is cut below the rows among which its header is looked for. */
const table = fc
  .tuple(fc.constantFrom('', 'sep=,\r\n', 'Report of May\n\n'), fc.array(fc.tuple(line, END), { maxLength: 40 }), END)
  .map(([above, lines, end]) => {
    const head = Array.from({ length: 42 }, (_, row) => `Person ${row},07${row},"a${end}b",x${end}`).join('');
    return `${above}Name,Phone,Notes,Town${end}${head}${lines.map((one) => one.join('')).join('')}`;
  });
const object = fc.oneof(
  fc.record({ name: text, phone: fc.constantFrom('1', '2'), more: fc.constant({ a: ['{', '}'] }) }),
  fc.record({ name: text }),
);
const jsonLine = fc.oneof(
  { weight: 8, arbitrary: object.map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: object.map((one) => JSON.stringify(one, null, 2)) },
  { weight: 1, arbitrary: fc.constantFrom('', '{"name":', 'stray', '{"a":1}{"b":2} 3', '[', '{"name":"x\n{"b":1}') },
);
const json = fc
  .tuple(
    fc.constantFrom('', '{"count": 2, "results": [\n', '{"dormouse_export":1}\n'),
    fc.array(fc.tuple(jsonLine, fc.constantFrom('\n', '\r\n'))),
  )
  .map(([above, lines]) => `${above}{"name":"first"}\n${lines.map((one) => one.join('')).join('')}`);

describe('Ranges', () => {
  it.each(Object.keys(ENCODINGS))('of any table or JSON in %s have the records of the whole file', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(
        ...[fc.oneof(table, json), fc.integer({ min: 1, max: 9 }), fc.constantFrom(5, 64, 65_536)],
        async (content, every, piece) => {
          // Windows has no letters beyond its own.
          const written = encoding.startsWith('windows') ? content.replace(/[\ufeff😀]/gu, '') : content;
          const source = stored(ENCODINGS[encoding]?.(written) ?? expect.fail(), piece);
          const [listing = expect.fail()] = await listingsIn(
            source,
            { name: 'people' },
            { format: 'csv', encoding: null },
          );
          expect((await inRanges(listing, every)).records).toEqual(await all(listing.records()));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are as many as their records say: a quoted text over several of them, and blank lines, belong to one', async () => {
    const people = (count: number) => Array.from({ length: count }, (_, row) => `Person ${row},${row}\n`).join('');
    const long = quoted('x\n'.repeat(500));
    const content = `Name,Phone\n${people(50)}${'\n'.repeat(200)}Ann,${long}\n${people(10)}\n\n\n`;
    const [listing = expect.fail()] = await listingsIn(
      ...([stored(Buffer.from(content), 100), { name: 'people' }, { format: null, encoding: null }] as const),
    );
    const { records, ranges } = await inRanges(listing, 4);
    expect(records).toHaveLength(61);
    expect(records).toEqual(await all(listing.records()));
    expect(ranges).toBe(1 + Math.floor((61 - 41) / 4) + 1);
  });

  it('are not made of contacts of Google above a gigabyte, whatever their encoding', async () => {
    const contacts = 'First Name,Phone 1 - Label,Phone 1 - Value\nAnn,Mobile,+250788123456\n';
    const encoded = stored(Buffer.from(`\ufeff${contacts}`, 'utf16le'), 100);
    const plain = stored(Buffer.from('Name,Phone\nAnn,+250788123456\n'), 100);
    for (const [source, format] of [
      [encoded, null],
      [plain, 'google_contacts'],
    ] as const)
      await expect(
        listingsIn({ ...source, size: 2_000_000_000 }, { name: 'people' }, { format, encoding: null }),
      ).rejects.toMatchObject({ refusal: { code: 'file_too_large' } });
  });
});

/** A row by its names: those of its contact, or of nobody's several. */
const person = fc.record({
  uuid: fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5', 'u6'),
  urns: fc.uniqueArray(fc.constantFrom('tel:1', 'tel:2', 'tel:3', 'tel:4', 'tel:5', 'tel:6', 'tel:7', 'tel:8'), {
    maxLength: 2,
  }),
  isThere: fc.boolean(),
  optOut: fc.constantFrom(false, false, true),
  blocked: fc.constantFrom(false, false, false, true),
  isNobodys: fc.constantFrom(false, false, false, true),
});
type Person = typeof person extends fc.Arbitrary<infer One> ? One : never;

function rowOf({ urns, optOut, blocked }: Person) {
  return { ...blankRow(optOut), urns, blocked } as ReturnType<typeof blankRow>;
}

describe('People of several ranges', () => {
  it('may have as many addresses as a record has room for', () => {
    const names = new RowNames();
    const all = Array.from({ length: 70_000 }, (_, at) => `ext:${at}`);
    names.add(blankRow(true), 7, all, 1);
    const [row = expect.fail()] = rowsNamed(names.packed, () => true);
    expect(row).toMatchObject({ place: 7, isOut: true, own: 1 });
    expect(row.names).toHaveLength(70_000);
  });

  it('are decided about as if their rows had been read in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (people, every) => {
        const decide = async (
          rows: readonly (readonly [Person, number])[],
          claims: Claims,
          elsewhere?: ConstructorParameters<typeof OptedOut>[1],
        ) => {
          const numbered = rows.map(([one, at]) => ({ file: 0, line: at + 2, number: at + 1, row: rowOf(one), one }));
          const contactOf = ({ uuid }: Person) => ({ uuid: uuid as ContactId }) as never;
          const found = ({ one }: { one: Person }) =>
            one.isNobodys
              ? ({ reason: 'several_contacts', problem: { code: 'row_several' }, named: [contactOf(one)] } as never)
              : { uuid: one.uuid as ContactId, contact: one.isThere ? contactOf(one) : null, refused: false };
          const pass = {
            columns: { has: () => true, refuses: true } as never,
            rows: { of: (record: { row: never }) => record.row } as never,
            find: async (some: readonly unknown[]) => some.map((row) => found(row as { one: Person })),
          };
          const out = new OptedOut(
            {
              ...pass,
              find: async (some) => pass.find(some.map(({ number }) => numbered.find((n) => n.number === number))),
            },
            elsewhere,
          );
          const first = numbered[0]?.number ?? 1;
          await out.find(0, { records: () => numbered as never } as never, first - 1);
          return numbered.map(({ one, ...row }) => {
            const isOut = one.optOut || one.blocked;
            const contact = { uuid: one.uuid as ContactId, contact: one.isThere ? contactOf(one) : null };
            if (one.isNobodys) claims.meetNobody(row, { named: [contactOf(one)] } as never);
            const problem = one.isNobodys ? 'nobodys' : claims.claim(row, contact);
            const extra = problem !== null && isOut && (one.isNobodys || one.isThere);
            const isTaken = extra && claims.claimContact(contact.uuid, row);
            if (problem !== null && !isTaken) return { problem };
            const { optOut, blocked } = out.of(isTaken ? { ...row.row, urns: [] } : row.row, contact.uuid);
            return { problem, optOut, blocked };
          });
        };
        const rows = people.map((one, at) => [one, at] as const);
        const files = [{ name: 'people' }];
        const whole = await decide(rows, new Claims(files));
        const ranges = Array.from({ length: Math.ceil(rows.length / every) }, (_, at) =>
          rows.slice(at * every, (at + 1) * every),
        );
        const starts = ranges.map(
          ([first], at): RangeStart => ({
            file: 0,
            from: at === 0 ? null : { bytes: 0, lines: (first?.[1] ?? 0) + 1 },
            before: 0,
          }),
        );
        const made: { decided: Awaited<ReturnType<typeof decide>>; names: RowNames }[] = [];
        for (const range of ranges) {
          const names = new RowNames();
          made.push({ decided: await decide(range, new Claims(files, [], names)), names });
        }
        const count = made.reduce((sum, { names }) => sum + names.count, 0);
        const read = async (range: number) => made[range]?.names.packed ?? expect.fail();
        for await (const [range, { claims, ...elsewhere }] of decideNames({ starts, count, read })) {
          const again = await decide(ranges[range] ?? [], new Claims(files, claims), elsewhere);
          (made[range] ?? expect.fail()).decided = again;
        }
        expect(made.flatMap(({ decided }) => decided)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

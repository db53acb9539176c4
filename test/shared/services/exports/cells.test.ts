/** What a cell of a table says: to the import, which reads exact files again, and to people in readable ones. */
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { listingsIn } from '../../../../functions/imports/worker/read/listings.ts';
import { valueText } from '../../../../shared/domain/cells/cell.ts';
import { readableColumns } from '../../../../shared/domain/exports/readable.ts';
import { exportRow } from '../../../../shared/domain/exports/row.ts';
import { tableColumns } from '../../../../shared/domain/exports/table.ts';
import { exportForm } from '../../../../shared/services/exports/forms/index.ts';
import HOSTILE from '../../../cases/exports/hostile.json' with { type: 'json' };
import READABLE from '../../../cases/exports/readable.json' with { type: 'json' };
import { writeInParts } from '../../../support/exports/in-parts.ts';
import { assets, contactOf } from '../../domain/contacts/world.ts';

const schemes = new Map<string, number>();
const row = exportRow(contactOf({ urns: ['tel:+250788000001'] }), assets);

async function namesIn(content: Buffer, name: string): Promise<readonly string[]> {
  const source = { name, size: content.length, open: async () => Readable.from([content]) };
  const [listing = expect.fail()] = await listingsIn(source, { name }, { format: null, encoding: null });
  const found: string[] = [];
  for await (const { cells = [] } of listing.records())
    found.push(valueText(cells.find(([column]) => /name/i.test(column))?.[1] ?? ''));
  return found;
}

const bit = fc.oneof(
  fc.constantFrom(...HOSTILE, ...'\r\n\t \u0007\u00a0\ufeff\uffff\'"=-,;'),
  fc.string({ unit: 'binary' }),
);
/** A null character can be in no contact. */
const text = fc.array(bit, { maxLength: 5 }).map((bits) => bits.join('').replaceAll('\0', ''));

it.each(['csv', 'xlsx'] as const)('an exact table in %s comes back cell for cell', (format) =>
  fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 30 }), async (names) => {
      const form = exportForm({ format, columns: ['uuid', 'name'], assets, schemes });
      const file = await writeInParts(form, [names.map((name) => ({ ...row, name }))]);
      expect(await namesIn(file, `a.${format}`)).toEqual(names);
    }),
  ),
);

it.each(READABLE)('readable, $field $exact is $csv in CSV, and in a sheet that date or $number', (of) => {
  const { field, exact, csv = exact, number = csv } = of;
  const day = csv === exact ? null : Date.parse(`${csv}Z`) / 86_400_000 + 25_569;
  const cells = (['csv', 'xlsx'] as const).map((shape) => {
    const [column] = readableColumns(
      tableColumns([`field:${field}`], { shape, assets, schemes }),
      shape,
      'Europe/Berlin',
    );
    return column?.cell({ ...row, fields: { [field]: exact } });
  });
  expect(cells).toEqual([csv, day === null ? number : { day }]);
});

it('a readable sheet has dates that come back, phone numbers as text, and says in a cell that Excel would cut where the rest is', async () => {
  const columns = ['name', 'urn:tel', 'created_on'];
  const form = exportForm({ format: 'xlsx', columns, readable: true, assets, schemes });
  const named = (length: number) => writeInParts(form, [[{ ...row, name: 'x'.repeat(length) }]]);
  const [fits, cut] = await Promise.all(
    [32_767, 32_768].map(async (length) => (await readXlsx(await named(length))).sheets[0]?.rows[1]),
  );
  expect(fits).toEqual(['x'.repeat(32_767), '+250788000001', new Date('2024-01-05T10:00:00Z')]);
  expect(String(cut?.[0])).toMatch(/^x{32000,}… \(.*CSV for the rest\)$/);
  expect(String(cut?.[0])).toHaveLength(32_767);
});

import { consentFile } from '../../../../shared/domain/imports/consent/gate.ts';
import { groupOfFile } from '../../../../shared/domain/imports/group-of-file.ts';
import type { FileSpec } from '../../../../shared/domain/imports/plan.ts';
import { isEverybody } from '../../../../shared/domain/imports/refusals.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import { containerOf, firstBytes, type StoredFile, unpacked } from './bytes.ts';
import { inFile, ReadingBudget, unreadable } from './limits.ts';
import { BOUNCED, groupIn, type Listing, type SheetLeft, UNNAMED } from './listing.ts';
import { peopleOf } from './pinpoint.ts';
import type { Found } from './table.ts';
import { type TextSpec, textListing } from './text-listing.ts';
import { tablesIn } from './xlsx.ts';
import { type Archive, archiveOf } from './zip.ts';

/** The lists in a file, one or those of an archive. Throws FileError for an unreadable one. */
export async function listingsIn(
  source: StoredFile,
  spec: FileSpec,
  how: TextSpec,
  budget = new ReadingBudget(source.size),
): Promise<readonly Listing[]> {
  if (source.size === 0) throw unreadable({ code: 'file_empty' });
  return listingsOf(source, { spec, how, budget, mailchimp: EXPORTED });
}

interface Reading {
  readonly spec: FileSpec;
  readonly how: TextSpec;
  readonly budget: ReadingBudget;
  /** How Mailchimp calls its files here. */
  readonly mailchimp: RegExp;
}

async function listingsOf(source: StoredFile, reading: Reading): Promise<readonly Listing[]> {
  const { spec, how, budget, mailchimp } = reading;
  const container = containerOf(await firstBytes(source, 8));
  if (container === 'zip') return budget.within(() => inArchive(source, reading));
  const listing = await textListing(container === 'gzip' ? unpacked(source, budget) : source, spec, how);
  return [asMailchimp(listing, mailchimp)];
}

/** Joins lists of Pinpoint, since a person's endpoints may be in several. */
export function mergePinpoint(listings: readonly Listing[]): readonly Listing[] {
  const parts = listings.flatMap(({ endpoints, name, optedOut, group = groupOfFile(name) }) =>
    endpoints === undefined ? [] : [{ ...(optedOut ? allOut(endpoints) : endpoints), group }],
  );
  const [first] = listings.filter(({ endpoints }) => endpoints !== undefined);
  if (first === undefined) return listings;
  const name = parts.length === 1 ? first.name : `${first.name} and ${parts.length - 1} more`;
  // Who joins which group says each of its people.
  const { ranged: _, ...rest } = first;
  const names = [name, ...listings.flatMap((one) => (one.endpoints === undefined ? [] : one.names))];
  const whole: Listing = { ...rest, name, names, group: null, optedOut: false, records: () => peopleOf(parts) };
  return [...listings.filter(({ endpoints }) => endpoints === undefined), whole];
}

/** Everybody in this one list has opted out: others may be read with it. */
function allOut(endpoints: NonNullable<Listing['endpoints']>): NonNullable<Listing['endpoints']> {
  async function* objects() {
    for await (const found of endpoints.objects())
      yield 'object' in found ? { ...found, object: { ...found.object, OptOut: 'ALL' } } : found;
  }
  return { ...endpoints, objects };
}

/** The sheets of a spreadsheet, or lists that were packed together. */
async function inArchive(source: StoredFile, reading: Reading): Promise<readonly Listing[]> {
  const archive = await archiveOf(source, reading.budget);
  const names = archive.files.map(({ name }) => name);
  if (names.includes('xl/workbook.xml')) return sheetListings(archive, source, reading);
  const packed = archive.files.filter(({ name, size }) => size > 0 && LISTS.test(name) && !UNSEEN.test(name));
  const old = new Set<StoredFile>();
  for (const file of packed) if (await isOldExcel(file)) old.add(file);
  const files = packed.filter((file) => !old.has(file));
  if (files.length === 0) throw unreadable({ code: 'archive_without_list' });
  const listings: Listing[] = [];
  for (const file of files)
    listings.push(...(await inFile(file.name, () => listingsOf(file, { ...reading, mailchimp: PACKED }))));
  const left = [
    ...names.filter((name) => !LISTS.test(name) && !UNSEEN.test(name)),
    ...[...old].map(({ name }) => name),
  ];
  return listings.map((listing, at) =>
    at > 0 || left.length === 0 ? listing : { ...listing, warnings: [...listing.warnings, leftOut(source, left)] },
  );
}

async function sheetListings(
  archive: Archive,
  source: StoredFile,
  { spec, how, budget }: Reading,
): Promise<readonly Listing[]> {
  const nameOf = (title: string): string => `${source.name}: ${title}`;
  const isNamed = (title: string): boolean => isEverybody(how.refusals ?? null, [nameOf(title), title]);
  const { tables, left } = await tablesIn(archive, (title) => consentFile(title) || isNamed(title), budget);
  return Promise.all(
    tables.map(async ({ title, records, isMeant, headerBelow }, at) => {
      const name = isMeant ? source.name : nameOf(title);
      const line = await headerBelow();
      const warnings: readonly Refusal[] = [
        ...(line === null ? [] : [{ code: 'warn_header_below', file: name, line } as const]),
        ...(at > 0 || left.length === 0
          ? []
          : [{ code: 'warn_sheets_left', file: name, sheets: sheetsIn(left) } as const]),
      ];
      return {
        name,
        title,
        format: 'xlsx',
        ...UNNAMED,
        ...groupIn(spec),
        warnings,
        ...(at === 0 && { left: left.map((one) => ({ ...one, title: nameOf(one.title) })) }),
        types: new Map(),
        records,
      } as const;
    }),
  );
}

const sheetsIn = (left: readonly SheetLeft[]): string => some(left.map(({ title, rows }) => `${title} (${rows})`));

const some = (names: readonly string[]): string => `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`;

const LISTS = /\.(csv|txt|tsv|jsonl?|gz|xlsx|vcf|xls)$/i;
/** Some products call a CSV `.xls`; a real one cannot be read. */
const isOldExcel = async (file: StoredFile): Promise<boolean> =>
  (await firstBytes(file, 4)).toString('hex').startsWith('d0cf11e0');
/** Folders, and macOS's own files in archives. */
const UNSEEN = /\/$|^__MACOSX|(?:^|\/)\./;

const leftOut = ({ name }: StoredFile, files: readonly string[]): Refusal => ({
  code: 'warn_left_out',
  file: name,
  files: some(files),
});

/** How Mailchimp calls the files in its archive, and the same file by itself. */
const PACKED = /^(?:(?:un|non)?subscribed|cleaned)/i;
const EXPORTED = /^(?:(?:un|non)?subscribed|cleaned)_.*export/i;

function asMailchimp(listing: Listing, names: RegExp): Listing {
  const [name = ''] = listing.name.split('/').slice(-1);
  if (!names.test(name)) return listing;
  const format = 'mailchimp';
  if (!/^cleaned/i.test(name)) return { ...listing, format };
  // Their addresses do not work: that is no wish of theirs.
  return { ...listing, format, records: (range) => withCell(listing.records(range), [BOUNCED, 'yes']) };
}

async function* withCell(records: AsyncIterable<Found>, cell: readonly [string, string]): AsyncGenerator<Found> {
  for await (const record of records) yield isWrong(record) ? record : { ...record, cells: [...record.cells, cell] };
}

import type { FileSpec } from '../../../../shared/domain/imports/plan.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import { groupOfFile } from '../../../../shared/domain/imports/segments/group-of-file.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import { containerOf, firstBytes, type StoredFile, unpacked } from './bytes.ts';
import { inFile, unreadable } from './limits.ts';
import { groupIn, type Listing } from './listing.ts';
import { peopleOf } from './pinpoint.ts';
import type { Found } from './table.ts';
import { type TextSpec, textListing } from './text-listing.ts';
import { xlsxRecords } from './xlsx.ts';
import { archiveOf, filesIn } from './zip.ts';

/** The lists in a file, one or those of an archive. Throws FileError for an unreadable one. */
export async function listingsIn(source: StoredFile, spec: FileSpec, how: TextSpec): Promise<readonly Listing[]> {
  if (source.size === 0) throw unreadable({ code: 'file_empty' });
  const container = containerOf(await firstBytes(source, 8));
  if (container === 'zip') return inArchive(source, spec, how);
  return [await textListing(container === 'gzip' ? unpacked(source) : source, spec, how)];
}

/** Joins lists of Pinpoint, since a person's endpoints may be in several. */
export function mergePinpoint(listings: readonly Listing[]): readonly Listing[] {
  const segments = listings.flatMap((listing) => listing.segments ?? []);
  const parts = listings.flatMap(({ endpoints, name, group = groupOfFile(name, segments) }) =>
    endpoints === undefined ? [] : [{ ...endpoints, group }],
  );
  const [first] = listings.filter(({ endpoints }) => endpoints !== undefined);
  if (first === undefined) return listings;
  const name = parts.length === 1 ? first.name : `${first.name} and ${parts.length - 1} more`;
  // Each person says which groups it joins.
  const whole: Listing = { ...first, name, group: null, records: () => peopleOf(parts) };
  return [...listings.filter(({ endpoints }) => endpoints === undefined), whole];
}

/** A spreadsheet, or packed lists, whose names may say that their people have opted out (Mailchimp). */
async function inArchive(source: StoredFile, spec: FileSpec, how: TextSpec): Promise<readonly Listing[]> {
  const { bytes, names } = await archiveOf(source);
  const optedOut = spec.optedOut === true;
  if (names.includes('xl/workbook.xml')) {
    const records = () => xlsxRecords(bytes);
    const { name } = source;
    return [{ name, format: 'xlsx', optedOut, ...groupIn(spec), warnings: [], types: new Map(), records }];
  }
  const files = filesIn(bytes, (name) => LISTS.test(name) && !UNSEEN.test(name)).filter(({ size }) => size > 0);
  if (files.length === 0) throw unreadable({ code: 'archive_without_list' });
  const listings: Listing[] = [];
  for (const file of files) listings.push(...(await inFile(file.name, () => packedListings(file, spec, how))));
  const left = names.filter((name) => !LISTS.test(name) && !UNSEEN.test(name));
  return listings.map((listing, at) =>
    at > 0 || left.length === 0 ? listing : { ...listing, warnings: [...listing.warnings, leftOut(source, left)] },
  );
}

const LISTS = /\.(csv|txt|tsv|jsonl?|gz|xlsx)$/i;
/** Folders, and macOS's own files in archives. */
const UNSEEN = /\/$|^__MACOSX|(?:^|\/)\./;

const leftOut = ({ name }: StoredFile, files: readonly string[]): Refusal => ({
  code: 'warn_left_out',
  file: name,
  files: `${files.slice(0, 5).join(', ')}${files.length > 5 ? ', …' : ''}`,
});

/** The packed lists, which may be packed once more. */
async function packedListings(file: StoredFile, spec: FileSpec, how: TextSpec): Promise<readonly Listing[]> {
  const container = containerOf(await firstBytes(file, 8));
  if (container === 'zip') return inArchive(file, spec, how);
  return [await packedListing(container === 'gzip' ? unpacked(file) : file, spec, how)];
}

async function packedListing(file: StoredFile, spec: FileSpec, how: TextSpec): Promise<Listing> {
  const [name = ''] = file.name.toLowerCase().split('/').slice(-1);
  const out = /^(unsubscribed|opted[-_ ]?out)/.test(name);
  const listing = await textListing(file, { ...spec, ...((out || spec.optedOut) && { optedOut: true }) }, how);
  const format = /^(un|non)?subscribed|^cleaned/.test(name) ? 'mailchimp' : listing.format;
  if (!name.startsWith('cleaned')) return { ...listing, format };
  // Bounced addresses do not work, which is not the person's wish.
  return { ...listing, format, records: () => withCell(listing.records(), ['Email bounced', 'yes']) };
}

async function* withCell(records: AsyncIterable<Found>, cell: readonly [string, string]): AsyncGenerator<Found> {
  for await (const record of records) yield isWrong(record) ? record : { ...record, cells: [...record.cells, cell] };
}

import { cellsOf, type JsonObject } from '../../../../shared/domain/imports/json.ts';
import { isEndpoint } from '../../../../shared/domain/imports/pinpoint.ts';
import type { FileSpec, Format } from '../../../../shared/domain/imports/plan.ts';
import type { FileRecord } from '../../../../shared/domain/imports/record.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import { groupOfFile } from '../../../../shared/domain/imports/segments/group-of-file.ts';
import { type Segment, segmentsIn } from '../../../../shared/domain/imports/segments/segment.ts';
import {
  attributeCells,
  isSesContact,
  isSuppressed,
  sesContactCells,
  suppressedCells,
  suppressionCells,
} from '../../../../shared/domain/imports/ses.ts';
import type { FieldType } from '../../../../shared/domain/workspace.ts';
import { containerOf, firstBytes, type Source, unpacked } from './bytes.ts';
import { csvRecords } from './csv.ts';
import { type FoundObject, jsonObjects } from './json.ts';
import { FileError, inFile } from './limits.ts';
import { type Endpoints, endpointOf, peopleOf } from './pinpoint.ts';
import type { Found } from './table.ts';
import { type Encoded, encodingOf, textOf } from './text.ts';
import { xlsxRecords } from './xlsx.ts';
import { archiveOf, filesIn } from './zip.ts';

/** One list of people, found out to be of a format; its records may be read several times. */
export interface Listing {
  readonly name: string;
  readonly format: Format;
  /** Everybody in it has opted out. */
  readonly optedOut: boolean;
  readonly warnings: readonly string[];
  /** Of fields by name, in lower case, where the file says it. */
  readonly types: ReadonlyMap<string, FieldType>;
  /** Of endpoints of Pinpoint, whose people may be in several files. */
  readonly endpoints?: Omit<Endpoints, 'group'>;
  /** Of Pinpoint, whose definitions they are: nobody is in it. */
  readonly segments?: readonly Segment[];
  /** The group that everybody in it joins; absent: its name may say it. */
  readonly group?: string | null;
  records(): AsyncIterable<Found>;
}

interface How {
  readonly format: Format | null;
  readonly encoding: string | null;
}

/** What there is to be read in a file: one list, or those of an archive. Throws FileError for what cannot be read. */
export async function listingsIn(source: Source, spec: FileSpec, how: How): Promise<readonly Listing[]> {
  if (source.size === 0) throw new FileError('It is empty.');
  const container = containerOf(await firstBytes(source, 8));
  if (container === 'zip') return inArchive(source, spec, how);
  return [await textListing(container === 'gzip' ? unpacked(source) : source, spec, how)];
}

/** Lists of Pinpoint are one: a person's endpoints may be in several of them. */
export function merged(listings: readonly Listing[]): readonly Listing[] {
  const segments = listings.flatMap((listing) => listing.segments ?? []);
  const parts = listings.flatMap(({ endpoints, name, group = groupOfFile(name, segments) }) =>
    endpoints === undefined ? [] : [{ ...endpoints, group }],
  );
  const [first] = listings.filter(({ endpoints }) => endpoints !== undefined);
  if (first === undefined) return listings;
  const name = parts.length === 1 ? first.name : `${first.name} and ${parts.length - 1} more`;
  // Who joins which group says each of its people.
  const whole: Listing = { ...first, name, group: null, records: () => peopleOf(parts) };
  return [...listings.filter(({ endpoints }) => endpoints === undefined), whole];
}

/** A spreadsheet, or lists that were packed together, whose names may say that their people have opted out (Mailchimp). */
async function inArchive(source: Source, spec: FileSpec, how: How): Promise<readonly Listing[]> {
  const { bytes, names } = await archiveOf(source);
  const optedOut = spec.optedOut === true;
  if (names.includes('xl/workbook.xml')) {
    const records = () => xlsxRecords(bytes);
    const { name } = source;
    return [{ name, format: 'xlsx', optedOut, ...groupIn(spec), warnings: [], types: new Map(), records }];
  }
  const files = filesIn(bytes, (name) => LISTS.test(name) && !UNSEEN.test(name)).filter(({ size }) => size > 0);
  if (files.length === 0)
    throw new FileError('It is an archive without a list in it: .csv, .tsv, .txt, .json, .jsonl, .gz or .xlsx.');
  const listings: Listing[] = [];
  for (const file of files) listings.push(...(await inFile(file.name, () => packedListings(file, spec, how))));
  const left = names.filter((name) => !LISTS.test(name) && !UNSEEN.test(name));
  return listings.map((listing, at) =>
    at > 0 || left.length === 0 ? listing : { ...listing, warnings: [...listing.warnings, leftOut(source, left)] },
  );
}

const LISTS = /\.(csv|txt|tsv|jsonl?|gz|xlsx)$/i;
/** Folders, and what a Mac leaves in archives. */
const UNSEEN = /\/$|^__MACOSX|(?:^|\/)\./;

const leftOut = ({ name }: Source, files: readonly string[]): string =>
  `${name} has what is no list, and was left out: ${files.slice(0, 5).join(', ')}${files.length > 5 ? ', …' : ''}.`;

const groupIn = ({ group }: FileSpec): Pick<Listing, 'group'> => (group === undefined ? {} : { group });

/** What is packed within, which may be packed itself, once. */
async function packedListings(file: Source, spec: FileSpec, how: How): Promise<readonly Listing[]> {
  const container = containerOf(await firstBytes(file, 8));
  if (container === 'zip') return inArchive(file, spec, how);
  return [await packedListing(container === 'gzip' ? unpacked(file) : file, spec, how)];
}

async function packedListing(file: Source, spec: FileSpec, how: How): Promise<Listing> {
  const [name = ''] = file.name.toLowerCase().split('/').slice(-1);
  const out = /^(unsubscribed|opted[-_ ]?out)/.test(name);
  const listing = await textListing(file, { ...spec, ...((out || spec.optedOut) && { optedOut: true }) }, how);
  const format = /^(un|non)?subscribed|^cleaned/.test(name) ? 'mailchimp' : listing.format;
  if (!name.startsWith('cleaned')) return { ...listing, format };
  // Their addresses do not work: that is no wish of theirs.
  return { ...listing, format, records: () => withCell(listing.records(), ['Email bounced', 'yes']) };
}

async function* withCell(records: AsyncIterable<Found>, cell: readonly [string, string]): AsyncGenerator<Found> {
  for await (const record of records) yield isWrong(record) ? record : { ...record, cells: [...record.cells, cell] };
}

async function textListing(source: Source, spec: FileSpec, { format, encoding }: How): Promise<Listing> {
  const encoded = await encodingOf(source, encoding ?? undefined);
  const first = await beginningOf(source, encoded);
  if (first.trim() === '') throw new FileError('It is empty.');
  const common = {
    name: source.name,
    optedOut: spec.optedOut === true,
    ...groupIn(spec),
    types: typesIn(first),
    warnings: encoded.guessed
      ? [`${source.name} is not UTF-8: it was read as ${encoded.encoding}. Look at names with accents in the examples.`]
      : [],
  };
  const text = () => textOf(source, encoded);
  if (/^\s*[[{]/.test(first))
    return { ...common, ...(await ofJson(() => jsonObjects(text()), encoded, format, isOwn(first))) };
  return { ...common, ...(await ofTable(() => csvRecords(text()), encoded, format)) };
}

type OfText = Pick<Listing, 'format' | 'endpoints' | 'segments' | 'records'>;

async function ofJson(
  objects: () => AsyncIterable<FoundObject>,
  { bytes }: Encoded,
  format: Format | null,
  own: boolean,
): Promise<OfText> {
  const found = format ?? formatOf((await firstOf(objects())) ?? {});
  if (found === 'pinpoint') return { format: found, endpoints: { bytes, objects }, records: nobody };
  if (found === 'pinpoint_segments') return { format: found, segments: await segmentsOf(objects()), records: nobody };
  const cells =
    found === 'ses_contacts' ? sesContactCells : found === 'ses_suppression' ? suppressionCells : plainCells;
  return { format: found, records: () => recordsOf(objects(), cells, own) };
}

/** Of endpoints whose people are found once all files are known (`merged`), and of definitions. */
async function* nobody(): AsyncGenerator<Found> {}

async function segmentsOf(objects: AsyncIterable<FoundObject>): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for await (const found of objects) {
    const those = 'object' in found ? segmentsIn(found.object) : null;
    if (those === null) throw new FileError(`What begins on line ${found.line} is no segment of Amazon Pinpoint.`);
    segments.push(...those);
  }
  return segments;
}

/** What the workspace was, at the head of an export of this service, is nobody's. */
const isHead = (object: JsonObject): boolean => typeof object['dormouse_export'] === 'number';

const plainCells = (object: JsonObject): FileRecord['cells'] => cellsOf(object);

async function* recordsOf(
  objects: AsyncIterable<FoundObject>,
  cellsIn: (object: JsonObject) => FileRecord['cells'],
  own: boolean,
): AsyncGenerator<Found> {
  for await (const found of objects) {
    if (!('object' in found)) yield found;
    else if (!isHead(found.object))
      yield { line: found.line, cells: cellsIn(found.object), ...(own && { exact: true }) };
  }
}

async function firstOf(objects: AsyncIterable<FoundObject>): Promise<JsonObject | null> {
  for await (const found of objects) if ('object' in found) return found.object;
  return null;
}

function formatOf(object: JsonObject): Format {
  if (isEndpoint(object)) return 'pinpoint';
  if (segmentsIn(object) !== null) return 'pinpoint_segments';
  if (isSuppressed(object)) return 'ses_suppression';
  return isSesContact(object) ? 'ses_contacts' : 'jsonl';
}

async function ofTable(
  records: () => AsyncIterable<Found>,
  { bytes }: Encoded,
  format: Format | null,
): Promise<OfText> {
  let columns: readonly string[] = [];
  for await (const record of records()) {
    if (isWrong(record)) continue;
    columns = record.cells.map(([column]) => column);
    break;
  }
  const found = format ?? formatOfColumns(new Set(columns.map((column) => column.toLowerCase())), columns.length);
  if (found === 'pinpoint') {
    const objects = () => asObjects(records());
    return { format: found, endpoints: { bytes, objects }, records: nobody };
  }
  return { format: found, records: () => spread(records()) };
}

function formatOfColumns(columns: ReadonlySet<string>, count: number): Format {
  if (columns.has('channeltype') && columns.has('address')) return 'pinpoint';
  if (columns.has('suppression') || (columns.has('emailaddress') && columns.has('reason') && count === 2))
    return 'ses_suppression';
  if (columns.has('emailaddress') && (columns.has('unsubscribeall') || columns.has('attributesdata')))
    return 'ses_contacts';
  return columns.has('address') && count === 1 ? 'addresses' : 'csv';
}

async function* asObjects(records: AsyncIterable<Found>): AsyncGenerator<FoundObject> {
  for await (const record of records)
    yield isWrong(record) ? record : { line: record.line, object: endpointOf(record) };
}

/** Cells that hold more than one thing, in SES's own files. */
async function* spread(records: AsyncIterable<Found>): AsyncGenerator<Found> {
  for await (const record of records) {
    if (isWrong(record) || !record.cells.some(([column]) => SPREAD.has(column.toLowerCase()))) yield record;
    else yield { ...record, cells: record.cells.flatMap(([column, text], _, all) => spreadCell(column, text, all)) };
  }
}

const SPREAD: ReadonlySet<string> = new Set(['attributesdata', 'suppression', 'reason']);

function spreadCell(column: string, text: string, all: FileRecord['cells']): FileRecord['cells'] {
  const name = column.toLowerCase();
  if (name === 'attributesdata') return attributeCells(text);
  if (name === 'suppression' || (name === 'reason' && all.length === 2)) return suppressedCells('', text).slice(1);
  return [[column, text]];
}

async function beginningOf(source: Source, encoded: Encoded): Promise<string> {
  let text = '';
  for await (const chunk of textOf(source, encoded)) {
    text += chunk;
    if (text.length > 65_536) break;
  }
  return text;
}

/** Whether a file is an export of this service, or of what moves contacts to it. */
const isOwn = (first: string): boolean => first.startsWith('{"dormouse_export":');

/** What an export of this service says of its fields on its first line. */
function typesIn(text: string): ReadonlyMap<string, FieldType> {
  const [line = ''] = text.split('\n', 1);
  if (!isOwn(line)) return new Map();
  try {
    const { fields = [] } = JSON.parse(line) as { fields?: { name: string; type: FieldType }[] };
    return new Map(fields.map(({ name, type }) => [name.toLowerCase(), type]));
  } catch {
    return new Map();
  }
}

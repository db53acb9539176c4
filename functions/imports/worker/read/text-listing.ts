import type { FileSpec, Format } from '../../../../shared/domain/imports/plan.ts';
import type { DeclaredRefusals } from '../../../../shared/domain/imports/refusals.ts';
import type { FieldType } from '../../../../shared/domain/workspace.ts';
import { type Bytes, firstBytes, type StoredFile } from './bytes.ts';
import { csvRecords, csvRows } from './csv.ts';
import type { Begun, FileRange } from './cuts.ts';
import { googleRecords, isGoogle } from './google-contacts.ts';
import { jsonObjects } from './json.ts';
import { jsonListing } from './json-listing.ts';
import { MOST_WHOLE_BYTES, unreadable } from './limits.ts';
import { groupIn, type Listing, UNNAMED } from './listing.ts';
import { headerBelow } from './table.ts';
import { tableListing } from './table-listing.ts';
import { bomIn, type Encoded, encodingOf, sizeIn, textOf } from './text.ts';

/** What a caller says of a file's text; null: found out. */
export interface TextSpec {
  readonly format: Format | null;
  readonly encoding: string | null;
  /** Who wants no messages, as far as it is known. */
  readonly refusals?: DeclaredRefusals | null;
  /** The encoding of this file, once it is known. */
  readonly encoded?: Begun | undefined;
}

/** The list in a text: JSON or a table. Throws FileError for an empty text or an unknown encoding. */
export async function textListing(
  source: StoredFile,
  spec: FileSpec,
  { format, encoding, encoded: known }: TextSpec,
): Promise<Listing> {
  if (known === undefined) await refuseLarge(source);
  const encoded = known ?? (await encodingOf(source, encoding));
  const first = await beginningOf(source, encoded);
  if (first.trim() === '') throw unreadable({ code: 'file_empty' });
  if (/^\s*BEGIN:VCARD\b/i.test(first)) throw unreadable({ code: 'is_vcard' });
  if (isMarkup(first)) throw unreadable({ code: 'is_markup' });
  const common = {
    name: source.name,
    ...UNNAMED,
    ...(isOwn(first) && { own: true, pulled: isPulled(first) }),
    ...groupIn(spec),
    types: typesIn(first),
    ...(encoded.readings.length > 0 && { readings: encoded.readings }),
    warnings:
      encoded.readings.length > 0
        ? [{ code: 'warn_encoding', file: source.name, encoding: encoded.encoding } as const]
        : [],
  };
  const text = (range?: FileRange) => textOf(source, encoded, range && bytesOf(range));
  const begun = known ?? { ...encoded, bom: bomIn(await firstBytes(source, 3), encoded.encoding) };
  const size = sizeIn(encoded.encoding);
  const ranged = source.ranged && size !== null ? { ranged: begun } : {};
  const cutting = (range: FileRange | undefined) =>
    range && size !== null ? { ...range, size, base: range.from?.bytes ?? begun.bom } : undefined;
  if (/^\s*[[{]/.test(first)) {
    const objects = (range?: FileRange) => jsonObjects(text(range), cutting(range));
    return ofEndpoints(source, {
      ...common,
      ...ranged,
      ...(await jsonListing(objects, encoded, format, isOwn(first))),
    });
  }
  const isOfGoogle = format === 'google_contacts' || (format === null && isGoogle(first));
  if (isOfGoogle) {
    // UTF-16 hides what a file is from who looks at its bytes.
    if (source.size > MOST_WHOLE_BYTES) throw tooLarge();
    return { ...common, format: 'google_contacts', records: () => googleRecords(csvRecords(text())) };
  }
  const line = await headerBelow(csvRows(text()));
  const below = line === null ? [] : [{ code: 'warn_header_below', file: source.name, line } as const];
  const warnings = [...common.warnings, ...below];
  const records = (range?: FileRange) => csvRecords(text(range), cutting(range));
  return ofEndpoints(source, { ...common, ...ranged, warnings, ...(await tableListing(records, encoded, format)) });
}

/** Endpoints are read as a whole. */
function ofEndpoints({ size }: StoredFile, listing: Listing): Listing {
  if (listing.endpoints !== undefined && size > MOST_WHOLE_BYTES) throw tooLarge();
  return listing;
}

/** HTML or XML. A CSV may have a `<` in its first heading, and closes nothing by `</`. */
const isMarkup = (first: string): boolean => /^\s*<(?:[!?]|[a-z][\s\S]*<\/)/i.test(first);

const bytesOf = ({ from, to }: FileRange): Bytes => ({ from: from?.bytes ?? 0, to });

/** What cannot be read in ranges has a lower limit, and says so before the whole of it is read. */
async function refuseLarge(source: StoredFile): Promise<void> {
  if (source.size <= MOST_WHOLE_BYTES) return;
  const first = (await firstBytes(source)).toString('latin1').replace(/^\xef\xbb\xbf/, '');
  if (source.ranged && !isGoogle(first)) return;
  throw tooLarge();
}

const tooLarge = () => unreadable({ code: 'file_too_large', most: MOST_WHOLE_BYTES / 1_000_000_000 });

async function beginningOf(source: StoredFile, encoded: Encoded): Promise<string> {
  let text = '';
  for await (const chunk of textOf(source, encoded)) {
    text += chunk;
    if (text.length > 65_536) break;
  }
  return text;
}

/** Whether a file is this service's own export, or made by the move script. */
const isOwn = (first: string): boolean => first.startsWith('{"dormouse_export":');

/** Whether a file was made of what another workspace's API has answered. */
const isPulled = (first: string): boolean => first.startsWith('{"dormouse_export":1,"pulled":true');

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

import { cellsOf, type JsonObject } from '../../../../shared/domain/cells/json.ts';
import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import { isEndpoint, isSegments } from '../../../../shared/domain/imports/pinpoint.ts';
import type { Format } from '../../../../shared/domain/imports/plan.ts';
import {
  isSesContact,
  isSuppressed,
  sesContactCells,
  suppressionCells,
} from '../../../../shared/domain/imports/ses.ts';
import type { FileRange } from './cuts.ts';
import type { FoundObject } from './json.ts';
import { unreadable } from './limits.ts';
import { type ListingOfText, nobody } from './listing.ts';
import type { Found } from './table.ts';
import type { Encoded } from './text.ts';

/** The people or endpoints in JSON, whose format its first object shows unless it is given. */
export async function jsonListing(
  objects: (range?: FileRange) => AsyncIterable<FoundObject>,
  { bytes }: Encoded,
  format: Format | null,
  own: boolean,
): Promise<ListingOfText> {
  const found = format ?? formatOf((await firstOf(objects())) ?? {});
  if (found === 'pinpoint') return { format: found, endpoints: { bytes, objects }, records: nobody };
  const cells =
    found === 'ses_contacts' ? sesContactCells : found === 'ses_suppression' ? suppressionCells : plainCells;
  return { format: found, records: (range) => recordsOf(objects(range), cells, own) };
}

/** The head of this service's own exports, which is nobody's record. */
const isHead = (object: JsonObject): boolean => typeof object['dormouse_export'] === 'number';

const plainCells = (object: JsonObject): FileRecord['cells'] => cellsOf(object);

async function* recordsOf(
  objects: AsyncIterable<FoundObject>,
  cellsIn: (object: JsonObject) => FileRecord['cells'],
  own: boolean,
): AsyncGenerator<Found> {
  for await (const found of objects) {
    if (!('object' in found)) yield found;
    else if (!isHead(found.object)) {
      const { object, ...place } = found;
      yield { ...place, cells: cellsIn(object), ...(own && { exact: true }) };
    }
  }
}

async function firstOf(objects: AsyncIterable<FoundObject>): Promise<JsonObject | null> {
  for await (const found of objects) if ('object' in found) return found.object;
  return null;
}

function formatOf(object: JsonObject): Format {
  if (isEndpoint(object)) return 'pinpoint';
  if (isSegments(object)) throw unreadable({ code: 'segments_file' });
  if (isSuppressed(object)) return 'ses_suppression';
  return isSesContact(object) ? 'ses_contacts' : 'jsonl';
}

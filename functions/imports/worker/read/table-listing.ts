import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import type { Format } from '../../../../shared/domain/imports/plan.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import { attributeCells, suppressedCells } from '../../../../shared/domain/imports/ses.ts';
import type { FileRange } from './cuts.ts';
import type { FoundObject } from './json.ts';
import { type ListingOfText, nobody } from './listing.ts';
import { endpointOf } from './pinpoint.ts';
import type { Found } from './table.ts';
import type { Encoded } from './text.ts';

/** The people in a table, whose format its columns show unless it is given. */
export async function tableListing(
  records: (range?: FileRange) => AsyncIterable<Found>,
  { bytes }: Encoded,
  format: Format | null,
): Promise<ListingOfText> {
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
  return { format: found, records: (range) => spread(records(range)) };
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

/** Splits cells with several values in SES's own files. */
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

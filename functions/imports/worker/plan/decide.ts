import type { Refused, Wrong } from '../../../../shared/domain/cells/record.ts';
import { isOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { isWrong, onlyOut, type Row } from '../../../../shared/domain/imports/row.ts';
import { SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import type { Listing } from '../read/listing.ts';
import type { Claims } from './claims.ts';
import { type FindContacts, isNobodys, type NobodysRow, type NumberedRow, type RowContact } from './row-contacts.ts';
import type { RowReader } from './row-reader.ts';

/** A refused row, with what it names. */
type RefusedRow = Refused & { readonly names: Row | null };

/** The rows of all files in order, in batches of a slice; counts on from each file's rows before. */
export async function* rowBatches(
  listings: readonly Listing[],
  rows: RowReader,
  counts: number[],
): AsyncGenerator<readonly (NumberedRow | RefusedRow)[]> {
  let batch: (NumberedRow | RefusedRow)[] = [];
  for (const [file, listing] of listings.entries())
    for await (const record of listing.records()) {
      const number = (counts[file] ?? 0) + 1;
      counts[file] = number;
      const row = rows.of(record, listing);
      const place = { file, line: record.line, number };
      if (!isWrong(row)) batch.push({ ...place, row });
      else {
        const lost = rows.refuses(record, listing) && { lostOptOut: true as const };
        batch.push({ ...row, ...place, names: rows.namesIn(record), ...lost });
      }
      if (batch.length < SLICE_SIZE) continue;
      yield batch;
      batch = [];
    }
  yield batch;
}

/** A row is imported for a contact, or refused. */
type Decision =
  | { readonly taken: NumberedRow; readonly contact: RowContact }
  | { readonly refused: Refused /** The contacts that it names. */; readonly named: readonly ContactId[] };

/** Decides about a batch of rows, in order. */
export async function decideAll(
  batch: readonly (NumberedRow | RefusedRow)[],
  find: FindContacts,
  claims: Claims,
): Promise<readonly Decision[]> {
  const looked = batch.flatMap((one) => (isWrong(one) ? asNamed(one) : one));
  const found = (await find(looked)).values();
  const next = () => found.next().value as RowContact | NobodysRow;
  return batch.flatMap((one): readonly Decision[] => {
    if (!isWrong(one)) return decide(one, next(), claims);
    const { names, ...refused } = one;
    return [{ refused, named: names === null ? [] : contactsOf(next()) }];
  });
}

const asNamed = ({ file, line, number = 0, names }: RefusedRow): NumberedRow[] =>
  names === null ? [] : [{ file, line, number, row: names }];

const contactsOf = (found: RowContact | NobodysRow): readonly ContactId[] => {
  const contacts = isNobodys(found) ? found.named : found.contact === null ? [] : [found.contact];
  return contacts.map(({ uuid }) => uuid);
};

/**
 * Decides about a row by its contact: nobody's rows, and those that repeat a contact or address, are refused. A refused
 * row that opts out or blocks still does so to every contact it names, unless they have a row of their own.
 */
function decide(row: NumberedRow, found: RowContact | NobodysRow, claims: Claims): readonly Decision[] {
  if (isNobodys(found)) {
    claims.meetNobody(row, found);
    return [refusal(row, found, found), ...optOuts(row, found.named, claims)];
  }
  const problem = claims.claim(row, found);
  if (problem === null) return [{ taken: row, contact: found }];
  return [refusal(row, problem, found), ...optOuts(row, found.contact === null ? [] : [found.contact], claims)];
}

const refusal = (
  { file, line, number, row }: NumberedRow,
  { reason, problem }: Wrong,
  found: RowContact | NobodysRow,
): Decision => {
  const lost = isNobodys(found) && found.named.length === 0 && isOut(row);
  const refused = { reason, problem, file, line, number, ...(lost && { lostOptOut: true as const }) };
  return { refused, named: contactsOf(found) };
};

const optOuts = (row: NumberedRow, named: NobodysRow['named'], claims: Claims): Decision[] =>
  (isOut(row.row) ? named : [])
    .filter(({ uuid }) => claims.claimContact(uuid, row))
    .map((contact) => ({
      taken: { ...row, row: onlyOut(row.row, { uuid: contact.uuid, urns: [] }) },
      contact: { uuid: contact.uuid, contact, refused: false },
    }));

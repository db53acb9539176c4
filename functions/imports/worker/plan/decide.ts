import { isOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import type { Refused, Wrong } from '../../../../shared/domain/imports/record.ts';
import { isWrong, onlyOut } from '../../../../shared/domain/imports/row.ts';
import type { Claims } from './claims.ts';
import type { RefusedRow } from './row-batches.ts';
import { type FindContacts, isNobodys, type NobodysRow, type NumberedRow, type RowContact } from './row-contacts.ts';

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

import { isOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import type { Refused, Wrong } from '../../../../shared/domain/imports/record.ts';
import { isWrong, onlyOut } from '../../../../shared/domain/imports/row.ts';
import type { Claims } from './claims.ts';
import { type FindContacts, isNobodys, type NobodysRow, type NumberedRow, type RowContact } from './find-contacts.ts';

/** A row is imported for a contact, or refused. */
type Decision = { readonly taken: NumberedRow; readonly contact: RowContact } | { readonly refused: Refused };

/** Decides about a batch of rows, in order. */
export async function decideAll(
  batch: readonly (NumberedRow | Refused)[],
  find: FindContacts,
  claims: Claims,
): Promise<readonly Decision[]> {
  const found = (await find(batch.filter((one): one is NumberedRow => !isWrong(one)))).values();
  return batch.flatMap((one): readonly Decision[] =>
    isWrong(one) ? [{ refused: one }] : decide(one, found.next().value as RowContact | NobodysRow, claims),
  );
}

/**
 * Decides about a row by its contact: nobody's rows, and those that repeat a contact or address, are refused. A refused
 * row that opts out or blocks still does so to every contact it names, unless they have a row of their own.
 */
function decide(row: NumberedRow, found: RowContact | NobodysRow, claims: Claims): readonly Decision[] {
  if (isNobodys(found)) return [refusal(row, found), ...optOuts(row, found.named, claims)];
  const problem = claims.claim(row, found.uuid);
  if (problem === null) return [{ taken: row, contact: found }];
  return [refusal(row, problem), ...optOuts(row, found.contact === null ? [] : [found.contact], claims)];
}

const refusal = ({ file, line, number }: NumberedRow, { reason, problem }: Wrong): Decision => ({
  refused: { reason, problem, file, line, number },
});

const optOuts = (row: NumberedRow, named: NobodysRow['named'], claims: Claims): Decision[] =>
  (isOut(row.row) ? named : [])
    .filter(({ uuid }) => claims.claimContact(uuid, row))
    .map((contact) => ({
      taken: { ...row, row: onlyOut(row.row, { uuid: contact.uuid, urns: [] }) },
      contact: { uuid: contact.uuid, contact, refused: false },
    }));

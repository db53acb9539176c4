import type { Wrong } from '../../../../shared/domain/cells/record.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import type { PartRow } from '../../../../shared/domain/imports/plan.ts';

/** A row and its number among its file's records: lines are not unique, since a sheet begins anew with the first. */
export interface NumberedRow extends PartRow {
  readonly number: number;
}

/** The contact of a row: an existing one, or one that will be made. */
export interface RowContact {
  readonly uuid: ContactId;
  readonly contact: Contact | null;
  /** A deleted owner of its addresses had refused messages, so the new contact begins with that. */
  readonly refused: boolean;
}

/** A row that belongs to nobody, with the contacts that it names. */
export interface NobodysRow extends Wrong {
  readonly named: readonly Contact[];
}

export type FindContacts = (rows: readonly NumberedRow[]) => Promise<readonly (RowContact | NobodysRow)[]>;

export const isNobodys = (resolved: RowContact | NobodysRow): resolved is NobodysRow => 'reason' in resolved;

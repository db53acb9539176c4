import { hash } from 'node:crypto';
import { optOutOf, readContacts, readHolders } from '../../../../shared/data/contacts/index.ts';
import type { Data } from '../../../../shared/data/dynamo/index.ts';
import { type Contact, isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import { type ContactId, dashed, type JobId, type WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { JsonObject } from '../../../../shared/domain/imports/json.ts';
import type { PartRow } from '../../../../shared/domain/imports/plan.ts';
import { type RowReason, type Wrong, wrong } from '../../../../shared/domain/imports/record.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';

/** A row and its number among its file's records: lines are not unique, since a sheet begins anew with the first. */
export interface NumberedRow extends PartRow {
  readonly number: number;
  /** The endpoints of a Pinpoint user that it was made of. */
  readonly endpoints?: readonly JsonObject[];
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

/**
 * Finds the contacts of rows, by uuid, else by addresses; nobody when these contradict. A new contact's uuid is the
 * row's, or derived, so that a repeated row makes no second one. 1 read unit an address and owner.
 */
export async function findRowContacts(
  data: Data,
  workspace: WorkspaceId,
  job: JobId,
  rows: readonly NumberedRow[],
): ReturnType<FindContacts> {
  const holders = await readHolders(
    data,
    workspace,
    rows.flatMap(({ row }) => row.urns.map(identityOf)),
  );
  const named = rows.flatMap(({ row }) => row.uuid ?? []);
  const known = named.length === 0 ? new Map() : await readContacts(data, workspace, named, { consistent: true });
  return rows.map(({ row, file, number }) => {
    const found = row.urns.flatMap((urn) => holders.get(identityOf(urn)) ?? []);
    const owners = new Map(
      found.flatMap((one) => (one.kind === 'owned' ? [[one.contact.uuid, one.contact] as const] : [])),
    );
    const own = row.uuid === undefined ? undefined : known.get(row.uuid);
    const nobodys = (reason: RowReason, problem: Refusal): NobodysRow => ({
      ...wrong(reason, problem),
      named: [
        ...new Map([...owners, ...(own === undefined || isTombstone(own) ? [] : [[own.uuid, own] as const])]).values(),
      ],
    });
    if (own !== undefined && isTombstone(own)) return nobodys('deleted', { code: 'row_deleted' });
    const [owner = null, another] = owners.values();
    const others = row.uuid === undefined ? another : [...owners.values()].find(({ uuid }) => uuid !== row.uuid);
    if (others !== undefined)
      return row.uuid === undefined
        ? nobodys('several_contacts', { code: 'row_several' })
        : nobodys('address_taken', { code: 'row_taken' });
    const contact = own ?? owner;
    const refused = contact === null && found.some((one) => optOutOf(one) !== null);
    return { uuid: contact?.uuid ?? row.uuid ?? uuidOf(job, file, number), contact, refused };
  });
}

export const isNobodys = (resolved: RowContact | NobodysRow): resolved is NobodysRow => 'reason' in resolved;

/** A uuid of version 8, whose content is this service's own. */
function uuidOf(job: JobId, file: number, number: number): ContactId {
  const hex = hash('sha256', `${job} ${file} ${number}`);
  return dashed(`${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17, 32)}`) as ContactId;
}

import { hash } from 'node:crypto';
import { optOutOf, readContacts, readHolders } from '../../../../shared/data/contacts/index.ts';
import type { Data } from '../../../../shared/data/dynamo/index.ts';
import { type RowReason, wrong } from '../../../../shared/domain/cells/record.ts';
import { isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import { type ContactId, dashed, type JobId, type WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { FindContacts, NobodysRow, NumberedRow } from './row-contacts.ts';

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

/** A uuid of version 8, whose content is this service's own. */
function uuidOf(job: JobId, file: number, number: number): ContactId {
  const hex = hash('sha256', `${job} ${file} ${number}`);
  return dashed(`${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17, 32)}`) as ContactId;
}

/**
 * Writes that claim or release an address, in the contact's transaction, if the item is as it was read. While a key is
 * being replaced (ADR 048), they also remove the item under an earlier key.
 */
import type { Contact } from '../../domain/contacts/contact.ts';
import { type OptOut, refusalOf } from '../../domain/contacts/opt-out/last-word.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  anyOf,
  type Data,
  equals,
  type ItemCondition,
  isAbsent,
  type Key,
  put,
  remove,
  type Write,
} from '../dynamo/index.ts';
import { type Holder, type IdentityItem, keysOfIdentity, refusalItem, type Unowned } from './urn-owners.ts';

/** Makes `owner` the owner, on condition that the identity is still held as it was read. */
export function claim(
  data: Data,
  workspace: WorkspaceId,
  owner: ContactId,
  identity: string,
  holder: Holder,
): Promise<readonly [Write, ...Write[]]> {
  if (holder.kind === 'owned' && holder.contact.uuid !== owner)
    throw new Error('An address that another contact owns was given');
  const asRead = heldAs(holder) ?? equals('owner', owner);
  return replaced(data, workspace, identity, { holder, asRead }, (key) => ({ ...key, owner }));
}

/** Stores a refusal at an identity without a contact, on condition that it is still held as it was read. */
export const refuseAt = (
  data: Data,
  workspace: WorkspaceId,
  identity: string,
  { holder, refusal, at }: { readonly holder: Unowned; readonly refusal: OptOut; readonly at: Instant },
): Promise<readonly [Write, ...Write[]]> =>
  replaced(data, workspace, identity, { holder, asRead: heldAs(holder) ?? isAbsent }, (key) =>
    refusalItem(key, refusal, at),
  );

/** Replaces what lies at an identity. The first write does that; the others concern earlier keys. */
async function replaced(
  data: Data,
  workspace: WorkspaceId,
  identity: string,
  { holder, asRead }: { readonly holder: Holder; readonly asRead: ItemCondition },
  made: (key: Key) => IdentityItem,
): Promise<readonly [Write, ...Write[]]> {
  const [key, ...older] = await keysOfIdentity(data, workspace, identity);
  const under = holder.kind === 'tombstone' || holder.kind === 'gone' ? holder.under : undefined;
  const first = put('contacts', made(key), under ? isAbsent : anyOf(isAbsent, asRead));
  const left = older.map((one) => remove('contacts', one, one.pk === under?.pk ? asRead : anyOf(isAbsent, asRead)));
  return [first, ...left];
}

/** Null when nothing lies there, or its present owner does. */
function heldAs(holder: Holder): ItemCondition | null {
  if (holder.kind === 'tombstone') return equals('reason', holder.optOut.reason);
  return holder.kind === 'gone' ? equals('owner', holder.owner) : null;
}

/** Gives an identity up, so that it is free at once; a refusal stays with it (ADR 037). Writes like `claim`. */
export async function release(
  data: Data,
  workspace: WorkspaceId,
  contact: Contact,
  identity: string,
): Promise<readonly [Write, ...Write[]]> {
  const [key, ...older] = await keysOfIdentity(data, workspace, identity);
  const stillOwned = anyOf(isAbsent, equals('owner', contact.uuid));
  const refusal = refusalOf(contact);
  const released =
    refusal === null
      ? remove('contacts', key, stillOwned)
      : put('contacts', refusalItem(key, refusal, contact.modifiedOn), stillOwned);
  return [released, ...older.map((one) => remove('contacts', one, stillOwned))];
}

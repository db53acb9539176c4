/** Compares owners of addresses with contacts, both ways. */

import { nextVersion } from '../../domain/changes/apply.ts';
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { withRefusal } from '../../domain/contacts/modifiers/urns.ts';
import { type OptOut, refusalOf, strongest } from '../../domain/contacts/opt-out/last-word.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import {
  conditionalPut,
  deleteStints,
  type IdentityItem,
  identitiesOf,
  keysOfIdentity,
  type Partition,
  readContact,
  readContacts,
  refusalAt,
  refusalItem,
  stintsBegun,
  unmoved,
  withStints,
} from '../contacts/index.ts';
import {
  allOf,
  batchGet,
  type Data,
  equals,
  type ItemCondition,
  isAbsent,
  type Key,
  lacks,
  put,
  remove,
  transact,
} from '../dynamo/index.ts';
import { type Finding, type OnMended, type RepairCounts, repairFindings } from './findings.ts';

const CHANGE = { by: 'system', via: 'sweep' } as const;

interface Looking {
  readonly now: Instant;
  readonly consistent: boolean;
}

/** On condition that nobody has changed the item since it was read. */
const asRead = (item: IdentityItem | undefined): ItemCondition => {
  if (item === undefined) return isAbsent;
  const is = (name: 'owner' | 'reason') => (item[name] === undefined ? lacks(name) : equals(name, item[name]));
  return allOf(is('owner'), is('reason'));
};

/** Addresses of contacts that do not own them. */
export async function unownedAddresses(
  data: Data,
  workspace: WorkspaceId,
  partitions: readonly Pick<Partition, 'contact'>[],
  { now, consistent }: Looking,
): Promise<readonly Finding<ContactId>[]> {
  const claims: Omit<Claim, 'item' | 'now'>[] = [];
  for (const { contact } of partitions) {
    if (contact === null || isTombstone(contact)) continue;
    for (const identity of identitiesOf(contact)) {
      const [key] = await keysOfIdentity(data, workspace, identity);
      claims.push({ contact, identity, key });
    }
  }
  const keys = [...new Map(claims.map(({ key }) => [key.pk, key])).values()];
  const items = await batchGet<IdentityItem>(data, 'contacts', keys, { consistent });
  const byPk = new Map(items.map((item) => [item.pk, item]));
  return claims.flatMap((claim) => {
    const item = byPk.get(claim.key.pk);
    if (item?.owner === claim.contact.uuid && item.reason === undefined) return [];
    const mend = () => settle(data, workspace, { ...claim, item, now });
    return [{ what: 'identities', subject: claim.contact.uuid, mend }];
  });
}

interface Claim {
  readonly contact: Contact;
  readonly identity: string;
  readonly key: Key;
  readonly item: IdentityItem | undefined;
  readonly now: Instant;
}

/**
 * Makes the contact its address's owner, with each refusal that lay there (ADR 037), or loses it to an owner that has
 * it too. Either way the refusal goes with the address. False when something has changed since it was read.
 */
async function settle(data: Data, workspace: WorkspaceId, claim: Claim): Promise<boolean> {
  const { contact, identity, key, item, now } = claim;
  const owner = item?.owner === contact.uuid ? undefined : item?.owner;
  const other = owner === undefined ? null : await readContact(data, workspace, owner, { consistent: true });
  const isOthers = other !== null && !isTombstone(other) && identitiesOf(other).includes(identity);
  const keeper = isOthers ? other : contact;
  // Who loses the address, or is deleted and had it.
  const loser = isOthers ? contact : other !== null && isTombstone(other) ? other : null;
  const refusals = [item === undefined ? null : refusalAt(item), loser === null ? null : refusalOf(loser)];
  const refusal = strongest(refusals.filter((one) => one !== null));
  const after = refusal && !isLifted(keeper, refusal) ? withStints(keeper, refused(keeper, refusal, now)) : keeper;
  const kept = after === keeper ? unmoved(workspace, keeper) : conditionalPut(workspace, keeper, after);
  const given = isOthers
    ? conditionalPut(workspace, contact, without(contact, identity, now))
    : put('contacts', { ...key, owner: contact.uuid }, asRead(item));
  const { ok } = await transact(data, [given, kept]);
  // A contact that this stops leaves its groups.
  if (ok) await deleteStints(data, workspace, stintsBegun(after, keeper));
  return ok;
}

/** Whether the person has said yes later than the refusal. */
const isLifted = (contact: Contact, { said }: OptOut): boolean =>
  said !== null && contact.lastWord?.says === 'in' && contact.lastWord.on > said;

const refused = (contact: Contact, refusal: OptOut, now: Instant): Contact =>
  nextVersion(contact, withRefusal(contact, refusal, now), { now, change: CHANGE });

const without = (contact: Contact, identity: string, now: Instant): Contact => {
  const urns = contact.urns.filter((urn) => identityOf(urn) !== identity);
  return nextVersion(contact, { ...contact, urns }, { now, change: CHANGE });
};

/** Frees addresses without an owner that has them; refusals stay there. 0.5 read units an address. */
export const repairIdentities = (
  data: Data,
  workspace: WorkspaceId,
  items: readonly IdentityItem[],
  onMended?: OnMended,
): Promise<RepairCounts> =>
  repairFindings(
    items.map(({ pk, sk }) => ({ pk, sk })),
    (keys, consistent) => wronglyOwned(data, workspace, keys, { consistent, items }),
    onMended,
  );

async function wronglyOwned(
  data: Data,
  workspace: WorkspaceId,
  keys: readonly Key[],
  { consistent, items }: { readonly consistent: boolean; readonly items: readonly IdentityItem[] },
): Promise<readonly Finding<Key>[]> {
  const read = consistent ? await batchGet<IdentityItem>(data, 'contacts', keys, { consistent }) : items;
  const subjects = new Map(keys.map((key) => [key.pk, key]));
  const owners = await readContacts(
    data,
    workspace,
    read.flatMap(({ owner }) => owner ?? []),
    { consistent },
  );
  const findings: Finding<Key>[] = [];
  for (const item of read) {
    const owner = (item.owner && owners.get(item.owner)) ?? null;
    const has = owner !== null && !isTombstone(owner) && (await owns(data, workspace, owner, item));
    if (has ? item.reason === undefined : item.owner === undefined && item.reason !== undefined) continue;
    const subject = subjects.get(item.pk) ?? item;
    findings.push({ what: 'identities', subject, mend: () => free(data, workspace, item, owner, has) });
  }
  return findings;
}

async function owns(data: Data, workspace: WorkspaceId, contact: Contact, { pk }: Key): Promise<boolean> {
  for (const identity of identitiesOf(contact))
    if ((await keysOfIdentity(data, workspace, identity)).some((key) => key.pk === pk)) return true;
  return false;
}

async function free(
  data: Data,
  workspace: WorkspaceId,
  item: IdentityItem,
  owner: Contact | Tombstone | null,
  has: boolean,
): Promise<boolean> {
  const { pk, sk, at } = item;
  const refusal = (owner && refusalOf(owner)) ?? refusalAt(item);
  const kept = refusal && refusalItem(item, refusal, (owner?.optOut && owner.modifiedOn) || (at ?? instant(0)));
  const right = () => {
    if (has) return put('contacts', { pk, sk, owner: item.owner }, asRead(item));
    return kept ? put('contacts', kept, asRead(item)) : remove('contacts', { pk, sk }, asRead(item));
  };
  return (await transact(data, [right(), ...(owner === null ? [] : [unmoved(workspace, owner)])])).ok;
}

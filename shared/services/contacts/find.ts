import { findOwners, readContacts } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import { identityOf, normalizeUrn, repairNumber } from '../../domain/contacts/urns.ts';
import { type ContactId, parseUuid, type WorkspaceId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import type { Assets } from '../../domain/workspace.ts';

/**
 * The contacts of references (uuids or URNs), in order, once, without deleted ones. An anonymous workspace takes only
 * uuids. 0.5 read units by uuid (eventually consistent), 2 by URN (consistent).
 */
export async function findContacts(
  data: Data,
  workspace: WorkspaceId,
  { settings }: Assets,
  references: readonly string[],
): Promise<readonly Contact[] | Refusal> {
  const parsed = references.map((text) => parseReference(text, settings.country));
  if (settings.anon && parsed.some(({ uuid }) => uuid === undefined)) return { code: 'no_urn_lookups' };
  const identities = parsed.flatMap(({ identity }) => identity ?? []);
  const owners = await findOwners(data, workspace, identities);
  const owning = new Map([...owners.values()].map((owner) => [owner.uuid, owner]));
  const others = parsed.flatMap(({ uuid }) => (uuid && !owning.has(uuid) ? uuid : []));
  const read = await readContacts(data, workspace, others);
  const contacts = new Set<Contact>();
  for (const { text, uuid, identity } of parsed) {
    const found = uuid ? (owning.get(uuid) ?? read.get(uuid)) : owners.get(identity ?? '');
    if (!found || isTombstone(found)) return { code: 'no_such_object', reference: text };
    contacts.add(found);
  }
  return [...contacts];
}

/** The owner of a URN (in normal form), or null. 2 read units (consistent). */
export async function findByUrn(data: Data, workspace: WorkspaceId, urn: string): Promise<Contact | null> {
  const identity = identityOf(urn);
  return (await findOwners(data, workspace, [identity])).get(identity) ?? null;
}

interface Reference {
  readonly text: string;
  readonly uuid?: ContactId;
  /** `scheme:path`. */
  readonly identity?: string;
}

/** Neither uuid nor identity when the text cannot name a contact. */
function parseReference(text: string, country: string | null): Reference {
  const uuid = parseUuid<ContactId>(text);
  if (uuid) return { text, uuid };
  const normal = normalizeUrn(repairNumber(text), country);
  return normal.ok ? { text, identity: identityOf(normal.urn) } : { text };
}

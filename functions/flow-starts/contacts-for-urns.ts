import { randomUUID } from 'node:crypto';
import { createContact, findOwners } from '../../shared/data/contacts/index.ts';
import { apply } from '../../shared/domain/contacts/apply.ts';
import { newContact } from '../../shared/domain/contacts/new-contact.ts';
import { identityOf, normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';

type Asked = Pick<Request, 'runtime' | 'caller' | 'assets' | 'now' | 'change'>;

/** The contacts that have these URNs; whoever does not exist yet is created (TextIt 9.2). The URNs are valid. */
export async function contactsForUrns(asked: Asked, texts: readonly string[]): Promise<ContactId[]> {
  const { runtime, caller, assets } = asked;
  const urns = texts.flatMap((text) => {
    const normal = normalizeUrn(text, assets.settings.country);
    return normal.ok ? [normal.urn] : [];
  });
  const owners = await findOwners(runtime.data, caller.workspace, urns.map(identityOf));
  const contacts = new Map<string, ContactId>();
  for (const urn of urns) {
    const identity = identityOf(urn);
    const owner = owners.get(identity);
    const known = owner && 'owner' in owner ? owner.owner : contacts.get(identity);
    contacts.set(identity, known ?? (await contactWithUrn(asked, urn)));
  }
  return [...contacts.values()];
}

/** Creates a contact with one URN; when somebody else is quicker, theirs it is. */
async function contactWithUrn({ runtime, caller, assets, now, change }: Asked, urn: string): Promise<ContactId> {
  const uuid = randomUUID() as string as ContactId;
  const modifiers = [{ type: 'urns', urns: [urn], modification: 'set' }, { type: 'regroup' }] as const;
  const result = await createContact(runtime.data, caller.workspace, [identityOf(urn)], (optOut) => {
    const contact = newContact({ uuid, now, change, optOut });
    return apply(contact, modifiers, assets, { now, change, taken: new Set() }).contact;
  });
  return result.ok ? uuid : (result.taken.get(identityOf(urn)) ?? uuid);
}

import { readContacts } from '../../../shared/data/contacts/index.ts';
import { isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { RequestContext } from '../../../shared/lambda/http/endpoint.ts';

export interface ContactName {
  readonly uuid: ContactId;
  readonly name: string | null;
}

/** The contacts with their names, which deleted ones lack: 0.5 read units each. */
export async function contactName(
  uuids: readonly ContactId[],
  { runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>,
): Promise<ContactName[]> {
  const contacts = await readContacts(runtime.data, caller.workspace, uuids);
  return uuids.map((uuid) => {
    const contact = contacts.get(uuid);
    return { uuid, name: contact === undefined || isTombstone(contact) ? null : contact.name };
  });
}

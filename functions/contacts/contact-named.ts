import { contactKey } from '../../shared/data/contacts/index.ts';
import type { AlongKey } from '../../shared/data/workspace/index.ts';
import { type ContactId, parseUuid } from '../../shared/domain/ids.ts';

/** The contact that `uuid=` names, for requests that read it as of now; null for any other query. */
export function contactNamed({ uuid: text, urn }: Readonly<Partial<Record<string, string>>>): AlongKey | null {
  const uuid = text === undefined || urn !== undefined ? null : parseUuid<ContactId>(text);
  return uuid && ((workspace) => contactKey(workspace, uuid));
}

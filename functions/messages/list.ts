import type * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import {
  listAllMessages,
  listMessages as listMessagesOf,
  type Message,
  type MessagePage,
} from '../../shared/data/messages/index.ts';
import { maskUrn } from '../../shared/domain/contacts/anon.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { type ContactId, integerId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { type Answer, ok } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { PAGE_SIZE, page } from '../../shared/lambda/page.ts';
import { timeParam, uuidParam } from '../../shared/lambda/params.ts';
import type { messageSchema } from './answers.schema.ts';

/** TextIt's folders. Nothing is sent from here and no flow waits for a reply, so some of them are always empty. */
const FOLDERS = {
  inbox: { visibility: 'visible' },
  flows: null,
  archived: { visibility: 'archived' },
  outbox: null,
  sent: null,
  failed: null,
  incoming: {},
} as const;

/** GET messages.json: incoming messages, newest first; of one contact, or of the whole workspace. */
export const listMessages = endpoint({
  summary: 'List incoming messages',
  scope: 'v2.messages',
  params: {
    contact: 'only messages of this contact',
    uuid: 'only this message',
    folder: `${Object.keys(FOLDERS).join(', ')}; inbox and archived when left out`,
    before: 'received at or before this time',
    after: 'received at or after this time',
    cursor: 'which page, as next or previous of another page name it',
  },
  async handle(request) {
    const { query, now } = request;
    const contact = uuidParam<ContactId>(query, 'contact');
    const uuid = uuidParam<ContactId>(query, 'uuid');
    const folder = folderOf(query);
    const [before, after] = [timeParam(query, 'before'), timeParam(query, 'after')];
    if (folder === null || before === null || after === null) return ok(page(request, [], null));
    const asked = { limit: PAGE_SIZE, cursor: query.cursor, now, ...folder, uuid, before, after };
    return contact ? ofContact(request, contact, asked) : ofWorkspace(request, asked);
  },
});

type Asked = Pick<Request, 'runtime' | 'caller' | 'assets' | 'url' | 'query'>;

/** From the contact's own partition: complete at once. */
async function ofContact(request: Asked, uuid: ContactId, asked: MessagePage): Promise<Answer> {
  const { runtime, caller, assets } = request;
  const contact = await readContact(runtime.data, caller.workspace, uuid);
  if (!contact || isTombstone(contact)) return ok(page(request, [], null));
  const { messages, cursor, previous } = await listMessagesOf(runtime.data, caller.workspace, uuid, asked);
  const results = messages.map((message) => showMessage(message, contact, assets.settings.anon));
  return ok(page(request, results, cursor, previous));
}

/** From the message log, a moment behind (docs/adr/013-message-log.md). */
async function ofWorkspace(request: Asked, asked: MessagePage): Promise<Answer> {
  const { runtime, caller, assets } = request;
  const { found, cursor, previous } = await listAllMessages(runtime.data, caller.workspace, asked);
  const results = found.map(({ message, contact }) => showMessage(message, contact, assets.settings.anon));
  return ok(page(request, results, cursor, previous));
}

/** What the folder's messages have in common; null when it is always empty. */
function folderOf({ folder }: Request['query']): (typeof FOLDERS)[keyof typeof FOLDERS] {
  const name = (folder?.toLowerCase() || 'incoming') as keyof typeof FOLDERS;
  if (!Object.hasOwn(FOLDERS, name))
    throw refuse(`Param 'folder': ${folder} is not one of ${Object.keys(FOLDERS).join(', ')}.`);
  return FOLDERS[name];
}

const showMessage = (
  { uuid, urn, text, visibility, occurredOn, modifiedOn }: Message,
  contact: Contact,
  anon: boolean,
): z.output<typeof messageSchema> => ({
  uuid,
  contact: { uuid: contact.uuid, name: contact.name },
  urn: urn && anon ? maskUrn(urn) : urn,
  direction: 'in',
  type: 'text',
  status: 'handled',
  visibility,
  text,
  attachments: [],
  quick_replies: [],
  labels: [],
  created_on: formatInstant(occurredOn),
  modified_on: formatInstant(modifiedOn),
  id: integerId(uuid),
  broadcast: null,
  channel: null,
  flow: null,
  sent_on: null,
});

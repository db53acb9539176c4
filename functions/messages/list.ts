import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import {
  listAllMessages,
  listMessages as listMessagesOf,
  type Message,
  type MessagePage,
} from '../../shared/data/messages/index.ts';
import { showAttachment } from '../../shared/domain/attachments.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { type ContactId, integerId } from '../../shared/domain/ids.ts';
import { messagesDays } from '../../shared/domain/settings/retention.ts';
import type { ShownPage } from '../../shared/lambda/http/answer-size.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type Request, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { listPage, PAGING, page } from '../../shared/lambda/http/page.ts';
import { atTime, byChoice, byNumber, byUuid } from '../../shared/lambda/http/param.ts';
import { integerParam, timeParam, uuidFilter, uuidParam } from '../../shared/lambda/http/params.ts';
import { presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

const NONE = z.null();

const none = () => null;

/** A message in TextIt's shape (6.12) with its contact's present name; of an anonymous workspace without the URN. */
const messageShown = presenter<Message, { readonly contact: Contact; readonly anon: boolean }>('Message')({
  uuid: z.uuid(),
  contact: [z.object({ uuid: z.uuid(), name: z.nullable(z.string()) }), (_, { contact }) => contact],
  urn: [z.nullable(z.string()), ({ urn }, { anon }) => (anon ? null : urn)],
  direction: [z.literal('in'), () => 'in' as const],
  type: [z.literal('text'), () => 'text' as const],
  status: [z.literal('handled'), () => 'handled' as const],
  visibility: z.enum(['visible', 'archived']),
  archived: [z.boolean(), ({ visibility }) => visibility === 'archived'],
  text: z.string(),
  attachments: [
    z.array(z.object({ content_type: z.string(), url: z.string() })),
    ({ attachments = [] }) => attachments.map(showAttachment),
  ],
  /** Deprecated: the first attachment, as `image/jpeg:https://…`. */
  media: [z.nullable(z.string()), ({ attachments: [first = null] = [] }) => first],
  quick_replies: [z.array(z.string()), () => []],
  labels: [z.array(z.object({ uuid: z.string(), name: z.string() })), () => []],
  created_on: [timestamp, ({ occurredOn }) => occurredOn],
  modified_on: timestamp,
  id: [z.int(), ({ uuid }) => integerId(uuid)],
  broadcast: [NONE, none],
  channel: [NONE, none],
  flow: [NONE, none],
  sent_on: [NONE, none],
});

/** TextIt's folders. This service sends nothing, and no flow waits for a reply, so some are always empty. */
const FOLDERS = {
  inbox: { visibility: 'visible' },
  flows: null,
  archived: { visibility: 'archived' },
  outbox: null,
  sent: null,
  failed: null,
  incoming: {},
} as const;

/** GET messages.json: incoming messages, newest first, of one contact or the whole workspace. */
export const getMessages = endpoint({
  summary: 'List incoming messages',
  answers: pagesOf(messageShown),
  scope: 'v2.messages',
  params: {
    contact: byUuid('only messages of this contact'),
    uuid: byUuid('only this message'),
    id: byNumber('only the message with this integer id; by uuid it is found sooner'),
    folder: byChoice(Object.keys(FOLDERS), `${Object.keys(FOLDERS).join(', ')}; inbox and archived when left out`),
    label: 'only messages with this label; there are none, so the list is empty',
    broadcast: byNumber('only messages of this broadcast, an integer; there are none, so the list is empty'),
    before: atTime('received at or before this time'),
    after: atTime('received at or after this time'),
    ...PAGING,
  },
  dependencies: ['ZeroOrOne(label, broadcast)', 'IF label OR broadcast THEN NOT (contact OR folder)'],
  parse: parseList,
  async handle(command, context) {
    if (command === null) return ok(page(context, [], null));
    const { contact } = command;
    const filter = { ...command.filter, days: messagesDays(context.assets.settings) };
    const read = (limit: number) =>
      contact ? ofContact(contact, { ...filter, limit }, context) : ofWorkspace({ ...filter, limit }, context);
    return ok(await listPage(context, read));
  },
});

interface ListCommand {
  /** All contacts when left out. */
  readonly contact: ContactId | undefined;
  readonly filter: Omit<MessagePage, 'limit'>;
}

/** Null when no message can pass: an empty folder, label or broadcast, or what is no contact or time, as in TextIt. */
function parseList({ query, now }: Pick<Request, 'query' | 'now'>): ListCommand | null {
  refuseConflicts(query);
  const contact = uuidFilter<ContactId>(query, 'contact');
  const uuid = uuidParam(query, 'uuid');
  const id = integerParam(query, 'id');
  const broadcast = integerParam(query, 'broadcast');
  const folder = folderOf(query['folder']);
  const before = timeParam(query, 'before');
  const after = timeParam(query, 'after');
  if (query['label'] !== undefined || broadcast !== undefined) return null;
  if (contact === null || folder === null || before === null || after === null) return null;
  return { contact, filter: { cursor: query['cursor'], now, ...folder, uuid, id, before, after } };
}

/** Refuses TextIt's filters that exclude each other. A contact's messages of one folder are an addition. */
function refuseConflicts(query: Request['query']): void {
  const given = (['contact', 'folder', 'label', 'broadcast'] as const).filter((name) => query[name] !== undefined);
  const both = given.length === 2 && given.includes('contact') && given.includes('folder');
  if (given.length > 1 && !both)
    throw refuse({ code: 'params_exclusive', params: 'contact, folder, label, broadcast' });
}

/** The filter of a folder; null when it is always empty, or none. */
function folderOf(text: string | undefined): (typeof FOLDERS)[keyof typeof FOLDERS] {
  const name = (text?.toLowerCase() || 'incoming') as keyof typeof FOLDERS;
  return Object.hasOwn(FOLDERS, name) ? FOLDERS[name] : null;
}

type Listed = ShownPage<ReturnType<typeof messageShown.show>>;

/** From the contact's own partition: complete at once. */
async function ofContact(
  uuid: ContactId,
  filter: MessagePage,
  { runtime, caller, assets }: RequestContext,
): Promise<Listed> {
  const contact = await readContact(runtime.data, caller.workspace, uuid);
  if (!contact || isTombstone(contact)) return { shown: [], cursor: null, previous: null };
  const { messages, ...neighbours } = await listMessagesOf(runtime.data, caller.workspace, uuid, filter);
  return {
    shown: messages.map((message) => messageShown.show(message, { contact, anon: assets.settings.anon })),
    ...neighbours,
  };
}

/** From the message log, which is a moment behind (ADR 041). */
async function ofWorkspace(filter: MessagePage, { runtime, caller, assets }: RequestContext): Promise<Listed> {
  const { found, ...neighbours } = await listAllMessages(runtime.data, caller.workspace, filter);
  const shown = found.map(({ message, contact }) =>
    messageShown.show(message, { contact, anon: assets.settings.anon }),
  );
  return { shown, ...neighbours };
}

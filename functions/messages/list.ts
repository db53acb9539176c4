import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts.ts';
import * as messages from '../../shared/data/messages.ts';
import { maskUrn } from '../../shared/domain/contacts/anon.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { endpoint, ok, type Request } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { PAGE_SIZE, page, pageOf } from '../../shared/lambda/page.ts';
import { timeParam, uuidParam } from '../../shared/lambda/params.ts';

const messageSchema = z.lazy(() =>
  z.object({
    uuid: z.uuid(),
    contact: z.object({ uuid: z.uuid(), name: z.nullable(z.string()) }),
    urn: z.nullable(z.string()),
    direction: z.literal('in'),
    type: z.literal('text'),
    status: z.literal('handled'),
    visibility: z.enum(['visible', 'archived']),
    text: z.string(),
    attachments: z.array(z.string()),
    labels: z.array(z.object({ uuid: z.string(), name: z.string() })),
    created_on: z.string(),
  }),
);

const FOLDERS = { inbox: 'visible', archived: 'archived' } as const;

/** GET messages.json: a contact's incoming messages, newest first. Messages live with their contact, so one must be named. */
export const listMessages = endpoint({
  summary: 'List the incoming messages of a contact',
  scope: 'v2.messages',
  params: {
    contact: 'the contact',
    uuid: 'only this message',
    folder: 'inbox or archived; both when left out',
    before: 'received at or before this time',
    after: 'received at or after this time',
    cursor: 'where the last page ended',
  },
  answers: { 200: pageOf(messageSchema) },
  async handle(request) {
    const { query, runtime, caller, now, assets } = request;
    const uuid = uuidParam<ContactId>(query, 'contact');
    const message = uuidParam<ContactId>(query, 'uuid');
    if (!uuid) throw refuse('URL must contain one of the following parameters: contact');
    const contact = await readContact(runtime.data, caller.workspace, uuid);
    const [before, after] = [timeParam(query, 'before'), timeParam(query, 'after')];
    if (!contact || isTombstone(contact) || before === null || after === null) return ok(page(request, [], null));
    const found = await messages.listMessages(runtime.data, caller.workspace, uuid, {
      limit: PAGE_SIZE,
      cursor: query.cursor,
      now,
      visibility: visibilityOf(query),
      uuid: message,
      before,
      after,
    });
    const results = found.messages.map((message) => showMessage(message, contact, assets.settings.anon));
    return ok(page(request, results, found.cursor));
  },
});

function visibilityOf({ folder }: Request['query']): messages.Visibility | undefined {
  if (folder === undefined) return undefined;
  const visibility = FOLDERS[folder.toLowerCase() as keyof typeof FOLDERS];
  if (!visibility) throw refuse(`Param 'folder': ${folder} is not one of inbox, archived.`);
  return visibility;
}

const showMessage = (
  { uuid, urn, text, visibility, occurredOn }: messages.Message,
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
  labels: [],
  created_on: formatInstant(occurredOn),
});

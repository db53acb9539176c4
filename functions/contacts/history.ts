import { listHistory, readContact, type StoredEvent } from '../../shared/data/contacts/index.ts';
import { listTokens } from '../../shared/data/workspace/index.ts';
import { maskUrn } from '../../shared/domain/contacts/anon.ts';
import { type Change, isTombstone } from '../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { ok } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { page } from '../../shared/lambda/page.ts';
import { uuidParam } from '../../shared/lambda/params.ts';

/** Versions of a contact a page: few of them hold more than two events. */
const VERSIONS = 100;

/** GET history.json: what happened to a contact, newest first, in TextIt's event shapes (8.7), with who, via and job. */
export const history = endpoint({
  summary: 'What happened to a contact',
  params: { contact: 'the contact', cursor: 'which page, as next or previous of another page name it' },
  async handle(request) {
    const { query, runtime, caller, now } = request;
    const contact = uuidParam<ContactId>(query, 'contact');
    if (!contact) throw refuse('URL must contain one of the following parameters: contact');
    const known = await readContact(runtime.data, caller.workspace, contact);
    if (!known || isTombstone(known)) return ok(page(request, [], null));
    const place = { limit: VERSIONS, cursor: query.cursor, now };
    const { entries, cursor, previous } = await listHistory(runtime.data, caller.workspace, contact, place);
    const names = await tokenNames(request);
    const events = entries.flatMap(({ at, change, events }) =>
      events.toReversed().map((event) => ({
        uuid: event.uuid,
        type: event.type,
        ...numbered(request.assets.settings.anon ? masked(event) : event),
        created_on: formatInstant(at),
        ...userOf(change, names, event),
        _by: change.by,
        _via: change.via,
        _job: change.job ?? null,
      })),
    );
    return ok(page(request, events, cursor, previous));
  },
});

/** Tokens are what the workspace has in place of users. */
async function tokenNames({
  runtime,
  caller,
}: Pick<Request, 'runtime' | 'caller'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await listTokens(runtime.data, caller.workspace)).map(({ id, name }) => [id, name]));
}

/** Who did it, while that token exists; an error is nobody's doing (TextIt 2.11), nor is a sweep's. */
function userOf({ by }: Change, names: ReadonlyMap<string, string>, { type }: StoredEvent) {
  const name = names.get(by);
  return name === undefined || type === 'error' ? {} : { _user: { uuid: by, name } };
}

/** An anonymous workspace shows nobody's address, also not one that somebody was refused or had once. */
function masked(event: StoredEvent): StoredEvent {
  if (event.type === 'contact_urns_changed') return { ...event, urns: event.urns.map(maskUrn) };
  if (event.type === 'error' && event.extra?.['urn'])
    return { ...event, extra: { ...event.extra, urn: maskUrn(event.extra['urn']) } };
  return event;
}

/** Numbers of values are kept to the digit, as text; the event's JSON has a number (TextIt 1.2). */
function numbered(event: StoredEvent): object {
  if (event.type !== 'contact_field_changed' || event.value?.number === undefined) return event;
  return { ...event, value: { ...event.value, number: Number(event.value.number) } };
}

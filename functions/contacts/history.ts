import * as z from 'zod/mini';
import {
  type HistoryEntry,
  listHistory,
  readContact,
  type StoredEvent,
  withAddresses,
  withUrns,
} from '../../shared/data/contacts/index.ts';
import { readActorNames } from '../../shared/data/workspace/index.ts';
import { maskUrn } from '../../shared/domain/contacts/anon.ts';
import { type Change, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { isTaken } from '../../shared/domain/contacts/error-event.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { historyDays } from '../../shared/domain/settings/retention.ts';
import { pageThatFits } from '../../shared/lambda/http/answer-size.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { CURSOR, page } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { named } from '../../shared/lambda/http/presenter.ts';

/** Versions of a contact on a page; few have more than two events. */
const VERSIONS = 100;

const eventSchema = named(
  'HistoryEvent',
  z.looseObject({
    uuid: z.string(),
    type: z.string(),
    created_on: z.string(),
    _user: z.optional(z.object({ uuid: z.string(), name: z.string() })),
    _by: z.string(),
    _via: z.string(),
    _job: z.nullable(z.string()),
  }),
);

/** GET history.json: what happened to a contact, newest first, in TextIt's event shapes (8.7). Masks addresses. */
export const history = endpoint({
  summary: 'What happened to a contact',
  answers: pagesOf(eventSchema),
  params: { contact: required(byUuid('the contact')), ...CURSOR },
  parse: ({ query }) => ({ contact: requireUuid<ContactId>(query, 'contact'), cursor: query.cursor }),
  async handle({ contact, cursor }, context) {
    const { runtime, caller, assets, now } = context;
    const known = await readContact(runtime.data, caller.workspace, contact);
    if (!known || isTombstone(known)) return ok(page(context, [], null));
    const { anon } = assets.settings;
    const names = await actorNames(context);
    const { shown, ...neighbours } = await pageThatFits(VERSIONS, cursor, async (limit) => {
      const place = { limit, cursor, now, days: historyDays(assets.settings) };
      const { entries: stored, ...beside } = await listHistory(runtime.data, caller.workspace, contact, place);
      const entries = anon ? stored : await withAddresses(runtime.data, caller.workspace, known, stored);
      return { shown: entries.map((entry) => showVersion(entry, { anon, names })), ...beside };
    });
    return ok(page(context, shown.flat(), neighbours.cursor, neighbours.previous));
  },
});

interface Showing {
  readonly anon: boolean;
  readonly names: ReadonlyMap<string, string>;
}

/** The events of one version, last first. Anonymously without errors on taken addresses, which betray owners. */
export const showVersion = ({ at, change, events }: HistoryEntry, { anon, names }: Showing) =>
  (anon ? events.filter((event) => !isTaken(event)) : events).toReversed().map((event) => ({
    uuid: event.uuid,
    type: event.type,
    ...numbered(anon ? withUrns(event, maskUrn) : event),
    created_on: formatInstant(at),
    ...userOf(change, names, event),
    _by: change.by,
    _via: change.via,
    _job: change.job ?? null,
  }));

/** TextIt's users: people and tokens, also those that are gone. */
export const actorNames = ({ runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>) =>
  readActorNames(runtime.data, caller.workspace);

/** Who made the change. Errors (TextIt 2.11), failures of runs and sweeps have no user. */
function userOf({ by }: Change, names: ReadonlyMap<string, string>, { type }: StoredEvent) {
  const name = names.get(by);
  return name === undefined || type === 'error' || type === 'failure' ? {} : { _user: { uuid: by, name } };
}

/** Numbers are stored as text with all digits; the event's JSON has a number (TextIt 1.2). */
function numbered(event: StoredEvent): object {
  if (event.type !== 'contact_field_changed' || event.value?.number === undefined) return event;
  return { ...event, value: { ...event.value, number: Number(event.value.number) } };
}

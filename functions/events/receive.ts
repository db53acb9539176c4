import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import { countHeard } from '../../shared/data/limits/index.ts';
import type { Message } from '../../shared/data/messages/index.ts';
import { attachmentSchema, MOST_ATTACHMENTS } from '../../shared/domain/attachments.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { EVENT_TYPES, type EventType } from '../../shared/domain/contacts/opt-out/inbound-event.ts';
import { normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { type Instant, parseMoment } from '../../shared/domain/instant.ts';
import { choice, list, text } from '../../shared/domain/schema.ts';
import { TIME, URN } from '../../shared/domain/text-forms.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { saved } from '../../shared/lambda/http/answers.ts';
import { created, keeping, ok, type Request, writeEndpoint } from '../../shared/lambda/http/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { presenter } from '../../shared/lambda/http/presenter.ts';
import { type EventCommand, recordEvent } from '../../shared/services/events/record-event.ts';

/** A gateway may cut an emoji in two; the message is kept without its half. */
const wellFormed = (text: unknown): unknown => (typeof text === 'string' ? text.toWellFormed() : text);

const body = {
  type: choice(EVENT_TYPES),
  urn: text({ max: 255, form: URN }),
  text: z.optional(z.nullable(z.pipe(z.transform(wellFormed), text({ blank: true, trim: false, max: 10_000 })))),
  /** The meaning of a pressed button: searched for stop, start and help words like the text, but not stored. */
  payload: z.optional(z.nullable(z.pipe(z.transform(wellFormed), text({ blank: true, trim: false, max: 10_000 })))),
  attachments: z.optional(z.nullable(list(attachmentSchema, MOST_ATTACHMENTS))),
  /** When it happened; now when left out. */
  occurred_on: z.optional(z.nullable(text({ form: TIME }))),
  /** The sender's own id; a repetition within 30 days is ignored. */
  external_id: z.optional(z.nullable(text({ max: 255 }))),
};

interface EventOutcome {
  readonly type: EventType;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly contact: ContactId | null;
  readonly message: { readonly uuid: string; readonly visibility: Message['visibility'] } | null;
}

const OUTCOMES = ['handled', 'ignored', 'duplicate'] as const;

interface About {
  readonly contact: Contact | null;
  readonly anon: boolean;
}

/** An event as the API shows it. In an anonymous workspace it does not show who has the address, or whether anyone. */
const outcomeShown = presenter<EventOutcome, About>('ReceivedEvent')({
  type: z.enum(EVENT_TYPES),
  outcome: [z.enum(OUTCOMES), ({ outcome }, { anon }) => (anon && outcome === 'ignored' ? 'handled' : outcome)],
  contact: [
    z.nullable(z.object({ uuid: z.uuid(), name: z.nullable(z.string()), status: z.string() })),
    (_, { contact, anon }) => (anon ? null : contact),
  ],
  message: [
    z.nullable(z.object({ uuid: z.uuid(), visibility: z.enum(['visible', 'archived']) })),
    ({ message }, { contact, anon }) => (anon || contact === null ? null : message),
  ],
});

/** How far ahead a sender's clock may be: an hour, in microseconds. */
const AHEAD = 3_600_000_000;

/** POST events.json: a contact sent something. `effectOf` decides what it does to the contact (TextIt 2.5 to 2.8). */
export const receiveEvent = writeEndpoint({
  summary: 'Receive a message or channel event',
  answers: saved(outcomeShown),
  body,
  strict: true,
  parse: parseEvent,
  async handle(command, context) {
    const { runtime, caller, assets, now, change, seed } = context;
    const { anon } = assets.settings;
    const taking = { data: runtime.data, workspace: caller.workspace, assets, now, change, seed };
    const { outcome, contact, message } = await recordEvent(command, taking);
    if (outcome === 'handled') await countHeard(runtime.data, { workspace: caller.workspace, source: 'api' }, 1, now);
    const taken: EventOutcome = { type: command.type, outcome, contact: contact?.uuid ?? null, message };
    const isNew = outcome === 'handled' || (anon && outcome === 'ignored');
    return keeping((isNew ? created : ok)(outcomeShown.show(taken, { contact, anon })), taken);
  },
  // A repetition is recognised by the seed, and answered as a duplicate.
  audit: unaudited,
  made: 'nothing',
  // The event was recorded, whatever happened to its contact since.
  async replay(taken: EventOutcome, { runtime, caller, assets }) {
    const { contact: uuid } = taken;
    const contact = uuid && (await readContact(runtime.data, caller.workspace, uuid, { consistent: true }));
    const { anon } = assets.settings;
    return { body: outcomeShown.show(taken, { contact: !contact || isTombstone(contact) ? null : contact, anon }) };
  },
});

function parseEvent({ given, errors, assets, now }: Request<never, typeof body>): EventCommand | FieldErrors {
  const urn = given.urn === undefined ? null : normalizeUrn(given.urn, assets.settings.country);
  if (urn?.ok === false) errors.add('urn', { code: 'invalid_urn', urn: given.urn ?? '' });
  const at = timeOf(given.occurred_on, errors, now);
  if (!urn?.ok || !errors.none(given)) return errors;
  return {
    type: given.type,
    urn: urn.urn,
    at,
    text: given.text ?? '',
    attachments: given.attachments ?? [],
    texts: textsOf(given),
    externalId: given.external_id || null,
  };
}

const textsOf = ({ text, payload }: { text?: string | null | undefined; payload?: string | null | undefined }) =>
  [text, payload].filter((one) => one !== null && one !== undefined);

/** When the event happened. A time a little ahead of the clock counts as now, and so does a refused one. */
function timeOf(text: string | null | undefined, errors: FieldErrors, now: Instant): Instant {
  if (!text) return now;
  const at = parseMoment(text);
  if (at === null) errors.add('occurred_on', { code: 'no_moment' });
  else if (at > now + AHEAD) errors.add('occurred_on', { code: 'in_future' });
  return at === null || at > now ? now : at;
}

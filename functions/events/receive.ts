import * as z from 'zod/mini';
import { isKnownEvent, isKnownMessage, putMessage, rememberEvent } from '../../shared/data/messages/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { identityOf, normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import { type Instant, parseInstant } from '../../shared/domain/instant.ts';
import { created, type Fields, ok } from '../../shared/lambda/endpoint.ts';
import { refuseField } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { invalidUrn } from '../../shared/lambda/references.ts';
import { choice, text } from '../../shared/lambda/schema.ts';
import { EVENT_TYPES } from './effect.ts';
import { meet } from './meet.ts';

/** A gateway may cut an emoji in two; what is left of it must not lose the whole message. */
const wellFormed = (text: unknown): unknown => (typeof text === 'string' ? text.toWellFormed() : text);

const body = {
  type: choice(EVENT_TYPES),
  urn: text({ max: 255 }),
  text: z.optional(z.nullable(z.pipe(z.transform(wellFormed), text({ blank: true, trim: false, max: 10_000 })))),
  /** When it happened; now when left out. */
  occurred_on: z.optional(z.nullable(text())),
  /** The sender's own id: the same one again within 30 days is not counted again. */
  external_id: z.optional(z.nullable(text({ max: 255 }))),
};

type EventRequest = Request<never, typeof body>;

/** An hour: how far ahead a sender's clock may be before its times are refused. */
const AHEAD = 3_600_000_000;

/** POST events.json: something came in from a person. What it does to them is `effectOf`'s to say (TextIt 2.5 to 2.8). */
export const receiveEvent = endpoint({
  summary: 'Take in a message or channel event',
  body,
  check: checkBody,
  async handle(request) {
    const { type } = request.body;
    if (await isKnown(request)) return ok({ type, outcome: 'duplicate', contact: null, message: null });
    const at = occurredOn(request);
    const urn = normalizeUrn(request.body.urn, request.assets.settings.country);
    if (!urn.ok) throw refuseField('urn', `Invalid URN: ${request.body.urn}`);
    const { contact, ignored } = await meet(request, type, urn.urn, at);
    const message = type === 'msg_received' ? await keepMessage(request, contact, identityOf(urn.urn), at) : null;
    if (message === null) await remember(request);
    const { uuid, name, status } = contact;
    const outcome = message?.duplicate ? 'duplicate' : ignored ? 'ignored' : 'handled';
    return (outcome === 'handled' ? created : ok)({
      type,
      outcome,
      contact: { uuid, name, status },
      message: message && { uuid: message.uuid, visibility: message.visibility },
    });
  },
});

function checkBody(given: Partial<Fields<typeof body>>, errors: FieldErrors, { assets, now }: Request): void {
  const { urn, occurred_on: occurred } = given;
  if (urn !== undefined && !normalizeUrn(urn, assets.settings.country).ok) errors.add('urn', invalidUrn(urn));
  if (!occurred) return;
  const at = parseInstant(occurred);
  if (at === null) errors.add('occurred_on', 'Not a valid ISO-8601 time, such as 2026-11-24T08:30:00Z.');
  else if (at > now + AHEAD) errors.add('occurred_on', 'This time is in the future.');
}

/** When it happened; a sender's clock that is a little ahead counts as now. */
function occurredOn({ body: { occurred_on }, now }: EventRequest): Instant {
  const at = (occurred_on && parseInstant(occurred_on)) || now;
  return at > now ? now : at;
}

async function isKnown({ runtime, caller, body: { type, external_id }, now }: EventRequest): Promise<boolean> {
  if (!external_id) return false;
  const known = type === 'msg_received' ? isKnownMessage : isKnownEvent;
  return known(runtime.data, caller.workspace, external_id, now);
}

async function remember({ runtime, caller, body: { external_id }, now }: EventRequest): Promise<void> {
  if (external_id) await rememberEvent(runtime.data, caller.workspace, external_id, now);
}

/** Stores the message: archived at once when it is from a blocked contact (TextIt 2.5). */
async function keepMessage(request: EventRequest, contact: Contact, urn: string, at: Instant) {
  const { runtime, caller, body: given, now } = request;
  const visibility = contact.status === 'blocked' ? 'archived' : 'visible';
  const { outcome, uuid } = await putMessage(
    runtime.data,
    caller.workspace,
    {
      contact: contact.uuid,
      urn,
      text: given.text ?? '',
      visibility,
      occurredOn: at,
      externalId: given.external_id ?? null,
    },
    now,
  );
  return { uuid, visibility, duplicate: outcome === 'duplicate' } as const;
}

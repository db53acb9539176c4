import { createHash, randomUUID } from 'node:crypto';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import { normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import { type Instant, parseMoment } from '../../shared/domain/instant.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import type { Arrived } from './source.ts';

/** The limit of `events.json`. */
const LONGEST = 10_000;

/** A message for the queue; null when its address is invalid. */
export function messageOf(arrived: Arrived, channel: Channel, now: Instant): InboundMessage | null {
  const { type, urn: given, text = '', payload, occurredOn, id, part, onceBy } = arrived;
  const urn = normalizeUrn(given.toWellFormed(), channel.country);
  if (!urn.ok) return null;
  const alias = arrived.alias === undefined ? null : normalizeUrn(arrived.alias.toWellFormed(), channel.country);
  const said = occurredOn === undefined ? now : parseMoment(occurredOn);
  const at = said ?? now;
  return {
    workspace: channel.workspace,
    type,
    urn: urn.urn,
    ...(alias?.ok && alias.urn !== urn.urn && { alias: alias.urn }),
    text: storable(text),
    payload: payload === undefined ? null : storable(payload),
    // A provider's clock that is ahead counts as now.
    at: at > now ? now : at,
    ...(said === null && { undated: true }),
    externalId: id ? idOf(channel, id) : null,
    ...(part && { part: { ...part, ref: idOf(channel, `${urn.urn} ${part.ref} ${part.total}`) } }),
    seed: onceBy === undefined ? randomUUID() : idOf(channel, onceBy),
  };
}

/** Cut first, because that may leave half a character, which cannot be stored. */
export const storable = (text: string): string => text.slice(0, LONGEST).toWellFormed();

/** Ids of two channels never match; one that is too long to store is replaced by its digest. */
const idOf = ({ uuid }: Channel, id: string): string =>
  `${uuid}:${id.length > 200 ? createHash('sha256').update(id).digest('hex') : id.toWellFormed()}`;

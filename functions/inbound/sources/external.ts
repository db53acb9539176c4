import { createHash } from 'node:crypto';
import type { Channel } from '../../../shared/domain/channels/channel.ts';
import {
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  NOTHING,
  paramsOf,
  said,
  urnOf,
} from '../source.ts';

/** Events of sent messages; this service sends none. */
const STATUSES = new Set(['sent', 'delivered', 'failed']);

function read(request: InboundRequest, channel: Channel): InboundReading {
  const { action } = request;
  if (STATUSES.has(action)) return NOTHING;
  const params = paramsOf(request);
  const from = params.get('from') || params.get('sender');
  if (!from || !['receive', 'stopped'].includes(action))
    return { arrived: [], bad: 1, answer: { status: 400, type: 'text/plain', body: 'receive or stopped, and from' } };
  const urn = urnOf(channel, from);
  if (action === 'stopped') return { arrived: [{ type: 'stop_contact', urn, id: null }] };
  const text = params.get('text') ?? params.get('message') ?? '';
  const occurredOn = params.get('date') || params.get('time') || undefined;
  const id = occurredOn === undefined ? null : digest(from, text, occurredOn);
  return { arrived: [said({ urn, text, id, occurredOn })] };
}

/** It gives messages no id: nobody says the same twice at one moment. */
const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** RapidPro's external channel: `…/receive` and `…/stopped`, GET or POST. */
export const external: InboundSource = { answer: { status: 200, type: 'text/plain', body: 'Accepted' }, read };

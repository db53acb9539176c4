import type { Channel } from '../../../shared/domain/channels/channel.ts';
import {
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  isSame,
  NOTHING,
  paramsOf,
  said,
  UNPROVEN,
  unixTime,
  urnOf,
} from '../source.ts';

function read(request: InboundRequest, channel: Channel): InboundReading {
  const params = paramsOf(request);
  if (!isSame(params.get('secret') ?? '', channel.secret ?? '')) return UNPROVEN;
  if (params.get('event') !== 'incoming_message') return NOTHING;
  const from = params.get('from_number');
  const id = params.get('id');
  if (!from || !id) return { arrived: [], bad: 1 };
  // The phone may have been offline for hours.
  const occurredOn = unixTime(params.get('time_created'));
  const type = params.get('message_type') === 'call' ? 'mo_call' : 'msg_received';
  const text = type === 'mo_call' ? {} : { text: params.get('content') ?? '' };
  return { arrived: [said({ type, urn: urnOf(channel, from), id, occurredOn, ...text })] };
}

/** Telerivet only accepts a 200. */
export const telerivet: InboundSource = { answer: { status: 200 }, read };

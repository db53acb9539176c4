import type { Channel } from '../../../shared/domain/channels/channel.ts';
import {
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  NOTHING,
  paramsOf,
  said,
  urnOf,
  utcTime,
} from '../source.ts';

function read(request: InboundRequest, channel: Channel): InboundReading {
  const params = paramsOf(request);
  const [person, from, id] = [params.get('phoneNumber'), params.get('from'), params.get('id')];
  if (person !== null && optsOut(params)) {
    // The callback of an opt-out has no id; a report's is that of a message sent.
    return { arrived: [{ type: 'stop_contact', urn: urnOf(channel, person, true), id: id && `${id}.opt-out` }] };
  }
  if (person !== null) return NOTHING;
  if (!from) return { arrived: [], bad: 1 };
  const occurredOn = utcTime(params.get('date'));
  return { arrived: [said({ urn: urnOf(channel, from, true), text: params.get('text') ?? '', id, occurredOn })] };
}

/** The callback of bulk opt-outs, which is a number and our sender and no more, or a report that the person is on the black list. */
const optsOut = (params: URLSearchParams): boolean =>
  params.get('failureReason') === 'UserInBlackList' ||
  (params.has('senderId') && !params.has('status') && !params.has('updateType'));

/** Africa's Talking: one address for its callbacks of messages, reports and opt-outs. It signs nothing. */
export const africastalking: InboundSource = { answer: { status: 200 }, read };

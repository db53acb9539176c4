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
  const person = params.get('phoneNumber');
  const from = params.get('from');
  const id = params.get('id');
  if (person !== null && optsOut(params)) {
    // An opt-out has no id; a report has that of the message that was sent.
    return { arrived: [{ type: 'stop_contact', urn: urnOf(channel, person, true), id: id && `${id}.opt-out` }] };
  }
  if (person !== null) return NOTHING;
  if (!from) return { arrived: [], bad: 1 };
  const occurredOn = utcTime(params.get('date'));
  return { arrived: [said({ urn: urnOf(channel, from, true), text: params.get('text') ?? '', id, occurredOn })] };
}

/** A bulk opt-out, which is only a number and the sender, or a report that the person is on the black list. */
const optsOut = (params: URLSearchParams): boolean =>
  params.get('failureReason') === 'UserInBlackList' ||
  (params.has('senderId') && !params.has('status') && !params.has('updateType'));

/** Africa's Talking: one address for callbacks of messages, reports and opt-outs, without a signature. */
export const africastalking: InboundSource = { answer: { status: 200 }, read };

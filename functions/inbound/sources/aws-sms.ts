import type { Channel } from '../../../shared/domain/channels/channel.ts';
import type { ForNumber, Publication } from '../sns.ts';
import { said, stringOf, urnOf } from '../source.ts';

/** AWS End User Messaging SMS, two-way. AWS does not send STOP, unless opt-outs are self-managed. */
export function smsOfAws({ message, id: published, at }: Publication): ForNumber[] {
  const [from, number] = [stringOf(message['originationNumber']), stringOf(message['destinationNumber'])];
  if (!from || !number) return [];
  const id = stringOf(message['inboundMessageId']) || published;
  const text = stringOf(message['messageBody']) ?? '';
  const read = (channel: Channel) => ({
    arrived: [said({ urn: urnOf(channel, from, true), text, id, occurredOn: at })],
  });
  return [{ number, read }];
}

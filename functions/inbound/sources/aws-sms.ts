import { type ForNumber, overHttps, type Publication, type Publisher } from '../sns.ts';
import { said, stringOf, urnOf } from '../source.ts';

/** A message has no time of its own, so it gets the time of publishing. RCS events of other shapes are ignored. */
function parts({ message, id: published, at }: Publication): ForNumber[] {
  const [from, number] = [stringOf(message['originationNumber']), stringOf(message['destinationNumber'])];
  if (!from || !number) return [];
  const id = stringOf(message['inboundMessageId']) || published;
  const text = stringOf(message['messageBody']) ?? '';
  return [
    {
      number,
      read: (channel) => ({
        arrived: [said({ urn: urnOf(channel, from, true), text, id, occurredOn: at })],
      }),
    },
  ];
}

/**
 * AWS End User Messaging SMS, two-way. Unless opt-outs are self-managed, AWS handles STOP itself, and does not send it.
 */
export const smsOfAws: Publisher = { kind: 'aws_sms', parts };
export const aws_sms = overHttps(smsOfAws);

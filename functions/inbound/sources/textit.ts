import {
  fieldsOf,
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  NOTHING,
  objectIn,
  said,
  stringOf,
} from '../source.ts';

function read({ body }: InboundRequest): InboundReading {
  const sent = objectIn(body);
  if (sent === null) return { arrived: [], bad: 1 };
  const input = fieldsOf(sent['input']);
  // A flow that somebody was sent into, and has not answered.
  if (input === null) return NOTHING;
  const urn = fieldsOf(input['urn']);
  const address = urn
    ? `${stringOf(urn['scheme'])}:${stringOf(urn['path'])}`
    : (stringOf(input['urn']) ?? stringOf(fieldsOf(sent['contact'])?.['urn']));
  const id = stringOf(input['uuid']);
  if (!address || !id) return { arrived: [], bad: 1 };
  const occurredOn = stringOf(input['created_on']);
  return { arrived: [said({ urn: address, text: stringOf(input['text']) ?? '', id, occurredOn })] };
}

/** What TextIt's flows post to a webhook or resthook: the message that the flow just got, without a signature. */
export const textit: InboundSource = { answer: { status: 200, type: 'application/json', body: '{}' }, read };

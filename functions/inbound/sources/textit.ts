import {
  fieldsOf,
  type InboundRequest,
  NOTHING,
  objectIn,
  type Reading,
  type Source,
  said,
  textOf,
} from '../source.ts';

function read({ body }: InboundRequest): Reading {
  const sent = objectIn(body);
  if (sent === null) return { arrived: [], bad: 1 };
  const input = fieldsOf(sent['input']);
  // A flow that somebody was sent into, and did not answer yet.
  if (input === null) return NOTHING;
  const urn = fieldsOf(input['urn']);
  const address = urn
    ? `${textOf(urn['scheme'])}:${textOf(urn['path'])}`
    : (textOf(input['urn']) ?? textOf(fieldsOf(sent['contact'])?.['urn']));
  const id = textOf(input['uuid']);
  if (!address || !id) return { arrived: [], bad: 1 };
  const occurredOn = textOf(input['created_on']);
  return { arrived: [said({ urn: address, text: textOf(input['text']) ?? '', id, occurredOn })] };
}

/** What TextIt's flows post to a webhook or resthook: the message that the flow had just got. It signs nothing. */
export const textit: Source = { answer: { status: 200, type: 'application/json', body: '{}' }, read };

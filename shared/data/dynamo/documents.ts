/** The SDK's document client, whose calls are made in the light way (`light-calls.ts`). */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CallStep, type Command, openCalls } from './light-calls.ts';
import { eachValue, fromAttribute, toAttribute } from './values.ts';

/** Where values are in an input or output: null is here, `{}` all members, `{ '*': … }` in each member. */
type Nodes = { readonly [key: string]: Nodes } | null;

interface DocumentCommand {
  readonly inputKeyNodes: Nodes;
  readonly outputKeyNodes: Nodes;
  /** The client's command of the same kind, which it wraps. */
  readonly clientCommand: Command;
}

export function openDocuments(client: DynamoDBClient): DynamoDBDocumentClient {
  // DynamoDB hands no trace on, of which Lambda could see a loop.
  client.middlewareStack.remove('recursionDetectionMiddleware');
  const documents = DynamoDBDocumentClient.from(client);
  const call = openCalls(client);
  const send = (command: DocumentCommand): Promise<unknown> => call(command.clientCommand, () => converting(command));
  documents.send = send as unknown as DynamoDBDocumentClient['send'];
  return documents;
}

/** The step between values and DynamoDB's JSON. */
const converting =
  ({ inputKeyNodes, outputKeyNodes }: DocumentCommand): CallStep =>
  (next) =>
  async (args) => {
    const input = within(args.input, inputKeyNodes, toAttribute) as object;
    const { response, output } = await next({ ...args, input });
    return { response, output: within(output, outputKeyNodes, fromAttribute) };
  };

/** A copy with the values at the nodes converted. */
function within(whole: unknown, nodes: Nodes, convert: (value: never) => unknown): unknown {
  if (nodes === null) return whole === undefined ? undefined : convert(whole as never);
  if (whole === undefined || whole === null) return undefined;
  const names = Object.keys(nodes);
  if (names.length > 0 && names[0] !== '*') {
    const copy = { ...(whole as Record<string, unknown>) };
    for (const name of names)
      if (copy[name] !== undefined) copy[name] = within(copy[name], nodes[name] as Nodes, convert);
    return copy;
  }
  const each = (one: unknown) => within(one, nodes['*'] ?? null, convert);
  return Array.isArray(whole) ? whole.map(each) : eachValue(whole as Record<string, unknown>, each);
}

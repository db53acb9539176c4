/**
 * The SDK's document client, which works out what is done around a call (some twenty steps: signing, retries, forms of values) once for each kind
 * of command, and not again for each call: that is a sixth of what a small write costs the processor (ADR 045).
 *
 * The SDK has this for its other clients (`cacheMiddleware`), and refuses it for this one, whose commands would all send what the first one said.
 * What the steps are must be settled before the first call, as with the SDK's own.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** How items are written. A map may have a key `constructor`, which the SDK would otherwise take for that of a class. */
export const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true } as const;

type Handler = (command: object) => Promise<{ readonly output: unknown }>;

/** What a document command is within: the client's command of the same kind, with the forms of values around it. */
interface DocumentCommand {
  readonly middlewareStack: object;
  readonly clientCommand: { resolveMiddleware(stack: object, config: object, options?: object): Handler };
  addMarshallingMiddleware(config: object): void;
}

export function openDocuments(client: DynamoDBClient): DynamoDBDocumentClient {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: MARSHALLING });
  const handlers = new Map<unknown, Handler>();
  const handlerOf = (command: DocumentCommand): Handler => {
    const known = handlers.get(command.constructor);
    if (known !== undefined) return known;
    command.addMarshallingMiddleware(documents.config);
    const stack = documents.middlewareStack.concat(command.middlewareStack as never);
    const handler = command.clientCommand.resolveMiddleware(stack, documents.config);
    handlers.set(command.constructor, handler);
    return handler;
  };
  const send = async (command: DocumentCommand): Promise<unknown> =>
    (await handlerOf(command)(command.clientCommand)).output;
  documents.send = send as unknown as DynamoDBDocumentClient['send'];
  return documents;
}

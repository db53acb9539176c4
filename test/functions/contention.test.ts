/** A write that always conflicts with others ends in 409 with `Retry-After`, for everything that can be written. */
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, expect, it, vi } from 'vitest';
import { endpoints as contacts } from '../../functions/contacts/contacts.ts';
import { routesOf } from '../../functions/endpoints.ts';
import { endpoints as events } from '../../functions/events/events.ts';
import { endpoints as fields } from '../../functions/fields/fields.ts';
import { endpoints as groups } from '../../functions/groups/groups.ts';
import { endpoints as workspace } from '../../functions/workspace/workspace.ts';
import { CONTACT_SK, type Data } from '../../shared/data/dynamo/index.ts';
import { createToken } from '../../shared/data/workspace/index.ts';
import { answer } from '../../shared/lambda/http/dispatch.ts';
import type { Answer } from '../../shared/lambda/http/endpoint.ts';
import { ApiError, inWords } from '../../shared/lambda/http/errors.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { worlds } from './jobs/engine.ts';
import { contact, NOW, put, type World } from './jobs/world.ts';

const service = { routes: routesOf({ ...contacts, ...events, ...fields, ...groups, ...workspace }) };

/**
 * Tables in which another writer is always faster: no transaction succeeds, and every contact has changed since it was
 * read.
 */
function contended(data: Data): Data {
  const send = async (command: object) => {
    if (command instanceof TransactWriteCommand)
      throw new TransactionCanceledException({
        message: 'conflict',
        CancellationReasons: [{ Code: 'TransactionConflict' }],
        $metadata: {},
      });
    if (command instanceof PutCommand && command.input.Item?.['sk'] === CONTACT_SK)
      throw new ConditionalCheckFailedException({ message: 'changed', $metadata: {} });
    if (command instanceof BatchExecuteStatementCommand)
      return { Responses: command.input.Statements?.map(() => ({ Error: { Code: 'ConditionalCheckFailed' } })) };
    return data.documents.send(command as never);
  };
  return { ...data, documents: { send } as unknown as Data['documents'] };
}

async function ask(world: World, token: string, request: string, body?: object): Promise<Answer> {
  const [method = '', path = '', search = ''] = request.split(/[ ?]/);
  const event = {
    rawPath: `/api/v2/${path}`,
    rawQueryString: search,
    headers: { authorization: `Token ${token}`, host: 'test', 'content-type': 'application/json' },
    requestContext: { http: { method }, domainName: 'test' },
    isBase64Encoded: false,
    ...(body && { body: JSON.stringify(body) }),
  };
  const runtime = { ...world, data: contended(world.data), config: { maxApiRate: 3_600 } } as unknown as Runtime;
  try {
    return await answer(service, event as unknown as APIGatewayProxyEventV2, runtime);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      status: error.statusCode,
      body: JSON.parse((inWords(error, false) as Error).message),
      headers: error.headers,
    };
  }
}

const world = worlds();
let token: string;

beforeEach(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // No waits between attempts.
  const { data, workspace } = world();
  ({ secret: token } = await createToken(data, workspace, { role: 'administrator', name: 'Tester', now: NOW }));
});

const EVENT = { type: 'msg_received', urn: 'tel:+250788123123', text: 'Hi' };

it.each<[string, object?]>([
  ['POST contacts.json', { urns: ['tel:+250788123123'] }],
  ['POST contacts.json?uuid=UUID', { name: 'Ann' }],
  ['DELETE contacts.json?uuid=UUID'],
  ['POST contact_actions.json', { contacts: ['UUID'], action: 'block' }],
  ['POST events.json', EVENT],
  ['POST fields.json', { name: 'Age', type: 'number' }],
  ['POST groups.json', { name: 'Reporters' }],
  ['POST settings.json', { name: 'Another' }],
])('%s is refused with 409 and Retry-After', async (request, body) => {
  const [uuid = ''] = await put(world(), [contact({ status: 'archived' })]);
  const named = body && JSON.parse(JSON.stringify(body).replaceAll('UUID', uuid));
  const refused = await ask(world(), token, request.replace('UUID', uuid), named);
  expect(refused).toMatchObject({
    status: 409,
    headers: { 'retry-after': '1' },
    body: { detail: 'This object is being changed by many requests at once. Try again.' },
  });
});

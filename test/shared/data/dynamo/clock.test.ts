import { createServer } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { openDocuments } from '../../../../shared/data/dynamo/client.ts';
import { secondsAhead } from '../../../../shared/data/dynamo/clock.ts';
import { createMeter } from '../../../../shared/data/dynamo/meter.ts';

/** Seconds. */
const HOUR = 3_600;

it.each([
  ['that is ahead', HOUR],
  ['that is behind', -HOUR],
])("a clock %s of DynamoDB's is noticed", async (_, by) => {
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() - by * 1_000).toUTCString());
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  const endpoint = `http://${HOST}:${await listen(server, 0)}`;
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const meter = createMeter();
  const documents = openDocuments(new DynamoDBClient({ endpoint, region: 'local', credentials }), meter);
  const data = { contactsTable: 'contacts', workspaceTable: 'workspace', hmacKey: null, documents, meter };
  expect(Math.round((await secondsAhead(data)) / HOUR)).toBe(Math.sign(by));
  documents.destroy();
  await close(server);
});

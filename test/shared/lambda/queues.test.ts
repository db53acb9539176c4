/** What functions send to queues, as SQS gets it. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { openQueues } from '../../../shared/lambda/clients/queues.ts';
import type { Config } from '../../../shared/lambda/invocation/config.ts';

interface Sent {
  readonly QueueUrl: string;
  readonly Entries: readonly {
    readonly Id: string;
    readonly MessageBody: string;
    readonly MessageGroupId: string;
    readonly DelaySeconds?: number;
  }[];
}

const sent: Sent[] = [];
/** Ids that the queue does not take the next time. */
const busy = new Set<string>();

const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Sent;
  sent.push(body);
  const Failed = body.Entries.filter(({ Id }) => busy.delete(Id)).map(({ Id }) => ({
    Id,
    SenderFault: false,
    Code: 'Busy',
  }));
  const Successful = body.Entries.filter(({ Id }) => Failed.every((failed) => failed.Id !== Id)).map((entry) => ({
    Id: entry.Id,
    MessageId: entry.Id,
    MD5OfMessageBody: createHash('md5').update(entry.MessageBody).digest('hex'),
  }));
  response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify({ Successful, Failed }));
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env['AWS_ENDPOINT_URL_SQS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  delete process.env['AWS_ENDPOINT_URL_SQS'];
  server.close();
});

const workspace = (name: string): WorkspaceId => name as WorkspaceId;

it('sends each call its own messages, although the steps of calls are worked out once', async () => {
  const queues = openQueues({
    workQueueUrl: 'http://q/work',
    inboundQueueUrl: 'http://q/inbound',
  } as unknown as Config);
  const slice = (turn: number) => ({ workspace: workspace('a'), job: 'j', slice: 1, turn }) as never;
  await Promise.all([
    queues.send('work', [slice(1)], workspace('a')),
    queues.send('inbound', [{ text: 'Zoë \u{1f600}' } as never], workspace('b'), { delay: 5 }),
    queues.send('work', [slice(2)], workspace('a')),
  ]);
  expect(sent.map(({ QueueUrl }) => QueueUrl).sort()).toEqual(['http://q/inbound', 'http://q/work', 'http://q/work']);
  const bodies = sent.flatMap(({ Entries }) => Entries.map(({ MessageBody }) => JSON.parse(MessageBody)));
  expect(bodies).toEqual(expect.arrayContaining([slice(1), slice(2), { text: 'Zoë \u{1f600}' }]));
  const delayed = sent.find(({ QueueUrl }) => QueueUrl.endsWith('inbound'));
  expect(delayed?.Entries).toMatchObject([{ MessageGroupId: 'b', DelaySeconds: 5 }]);
});

it('sends again what the queue had no room for, and only that', async () => {
  sent.length = 0;
  busy.add('1');
  const queues = openQueues({ workQueueUrl: 'http://q/work' } as unknown as Config);
  await queues.send('work', [{ n: 0 }, { n: 1 }, { n: 2 }] as never, workspace('a'));
  expect(sent.map(({ Entries }) => Entries.map(({ Id }) => Id))).toEqual([['0', '1', '2'], ['1']]);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { handler as audit } from '../../../../functions/audit/audit.ts';
import { handler as carrier } from '../../../../functions/carrier/carrier.ts';
import { ENDPOINTS } from '../../../../functions/endpoints.ts';
import { handler as watchdog } from '../../../../functions/jobs/jobs-watchdog.ts';
import { handler as lifecycle } from '../../../../functions/lifecycle/lifecycle.ts';
import { handler as project } from '../../../../functions/project/project.ts';
import { FormError } from '../../../../shared/data/dynamo/index.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { puttingOff } from '../../../../shared/lambda/invocation/worker.ts';
import { readTables } from '../../../support/checker/tables.ts';
import { firstEngine } from '../../../support/engines/first.ts';
import { stageOf } from '../../../support/in-process/clients.ts';
import { openOnTables } from '../../../support/in-process/service.ts';
import { ofEarlierForm, TOKEN } from './recorded.ts';

const engine = firstEngine();

/** An empty dead-letter queue, into which the watchdog looks, and an empty file of what it remembers. */
async function askedSqs() {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers['x-amz-target'] ?? request.method);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint);
  vi.stubEnv('DEAD_LETTER_QUEUES', 'schedules=http://localhost/000000000000/schedules');
  return { asked };
}

describe('with data of an earlier form', () => {
  test('every endpoint is refused', async () => {
    const data = await ofEarlierForm(engine());
    const client = stageOf(await openOnTables(engine(), data)).as(TOKEN);
    vi.spyOn(console, 'error').mockReturnValue();
    const all = Object.values(ENDPOINTS).flatMap((endpoints) => Object.entries(endpoints));
    expect(all.length).toBeGreaterThan(30);
    for (const [name, methods] of all)
      for (const method of methods) {
        const { status } = await client.ask(method, `${name}.json`, method === 'POST' ? {} : undefined);
        expect([name, method, status]).toEqual([name, method, 503]);
      }
  });

  test('schedules do nothing, the watchdog fails, and the stream waits', async () => {
    const data = await ofEarlierForm(engine());
    const before = await readTables(data);
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', engine().endpoint);
    vi.stubEnv('CONTACTS_TABLE', data.contactsTable);
    vi.stubEnv('WORKSPACE_TABLE', data.workspaceTable);
    vi.stubEnv('FILES_BUCKET', 'a-bucket');
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'a function');
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Dormouse');
    const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'r', functionName: 'a function' } as never;
    for (const handler of [audit, carrier, lifecycle]) expect(await handler({}, context)).toEqual({ refused: 1 });
    const sqs = await askedSqs();
    await expect(watchdog({}, context)).rejects.toThrow(FormError);
    // Its own failed run is a dead letter.
    expect(sqs.asked).toContain('AmazonSQS.GetQueueAttributes');
    await expect(project({ Records: [] }, context)).rejects.toThrow(FormError);
    expect(await readTables(data)).toEqual(before);
    vi.unstubAllEnvs();
  });

  test('queues put their messages off', async () => {
    const data = await ofEarlierForm(engine());
    const { service } = stageOf(await openOnTables(engine(), data));
    const sent: unknown[] = [];
    const queues = { send: async (...call: unknown[]) => void sent.push(call) };
    const logger = { warn: () => undefined } as never;
    const message = { workspace: 'w' as WorkspaceId, job: 'j' };
    const reached: unknown[] = [];
    const handle = puttingOff('work', async (one: typeof message) => void reached.push(one));
    await handle(message, { ...service.runtime, queues, logger });
    expect([reached, sent]).toEqual([[], [['work', [message], 'w', { delay: expect.any(Number) }]]]);
  });
});

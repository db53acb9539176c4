/** A delivery of a queue: whatever is wrong with one of its messages, only that one is delivered again. */
import type { Context, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { queueBatchHandler } from '../../../shared/lambda/invocation/worker.ts';

beforeAll(() => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'inbound-take');
  vi.stubEnv('CONTACTS_TABLE', 'contacts');
  vi.stubEnv('WORKSPACE_TABLE', 'workspace');
});
afterAll(() => vi.unstubAllEnvs());

const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'r', functionName: 'f' } as unknown as Context;
const delivery = (...bodies: readonly string[]): SQSEvent =>
  ({ Records: bodies.map((body, index) => ({ messageId: `m${index}`, body })) }) as unknown as SQSEvent;

const schema = z.object({ n: z.int() });

it('hands over all that can be read, together and in order, and names what cannot be', async () => {
  const seen: number[][] = [];
  const handler = queueBatchHandler(schema, async (all) => void seen.push(all.map(({ n }) => n)));
  const answer = await handler(delivery('{"n":1}', 'no JSON', '{"n":"x"}', '{"n":2}'), context);
  expect(seen).toEqual([[1, 2]]);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }] });
});

it('names the messages whose handling failed, two of the same content each by itself', async () => {
  let first = true;
  const handler = queueBatchHandler(schema, async (all, _, each) => {
    for (const one of all)
      await each(one, async () => {
        if (one.n !== 7 || !first) return;
        first = false;
        throw new Error('Failed');
      });
  });
  expect(await handler(delivery('{"n":7}', '{"n":7}', '{"n":1}'), context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm0' }],
  });
});

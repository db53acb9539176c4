import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from './control/faults.ts';
import { forDynoxide } from './dynamodb/for-dynoxide.ts';
import { laggingIndexes } from './dynamodb/lagging-indexes.ts';
import { limitedWrites } from './dynamodb/limited-writes.ts';
import { throttled as throttledDynamo } from './dynamodb/throttled.ts';
import { awsJson } from './http/aws-json.ts';
import { createProxy, type Intercept } from './http/proxy.ts';
import { close, HOST, listen } from './ports.ts';
import type { Cleanup, Services } from './services.ts';
import { throttled as throttledSqs } from './sqs/throttled.ts';

/** Starts the proxies to DynamoDB and SQS: for functions while faults are on, and for statements. */
export async function startProxies(
  { engine, queues }: Services,
  { faults, now }: { readonly faults: Faults; readonly now: () => number },
  cleanup: Cleanup,
) {
  const lagging = laggingIndexes({ delayMs: () => faults.indexDelayMs, now });
  const limited = limitedWrites({ unitsPerSecond: () => faults.writeUnits, draw: () => faults.draw('limited') });
  const translated = engine.name === 'ddblocal' ? null : forDynoxide();
  const dynamodb = createProxy(
    engine.endpoint,
    unlessBroken('dynamodb', faults, async (call, toEngine) => {
      if (faults.slowMs > 0) await sleep(faults.slowMs);
      const forward: typeof toEngine = (body, other) =>
        translated === null || other !== undefined ? toEngine(body, other) : translated({ ...call, body }, toEngine);
      const written = (body: Buffer, other?: string) =>
        other === undefined ? lagging({ ...call, body }, forward) : forward(body, other);
      const pass = (body: Buffer) => limited({ ...call, body }, written);
      if (!faults.throttles('dynamodb', call.operation)) return pass(call.body);
      return throttledDynamo(call, pass, () => faults.draw(`dynamodb form ${call.operation}`));
    }),
  );
  const sqs = createProxy(
    queues.endpoint,
    unlessBroken('sqs', faults, async (call, forward) => {
      if (!faults.throttles('sqs', call.operation)) return forward(call.body);
      return throttledSqs(call, forward, () => faults.draw(`sqs form ${call.operation}`));
    }),
  );
  const dynamodbPort = await listen(dynamodb, 0);
  const sqsPort = await listen(sqs, 0);
  cleanup.add(async () => {
    await close(dynamodb);
    await close(sqs);
  });
  return {
    variables: {
      AWS_ENDPOINT_URL_DYNAMODB: `http://${HOST}:${dynamodbPort}`,
      AWS_ENDPOINT_URL_SQS: `http://${HOST}:${sqsPort}`,
    },
    /** The port for batches, which dynoxide takes otherwise; null: the engine takes them as they are. */
    batchesPort: translated === null ? null : dynamodbPort,
  };
}

/** How AWS refuses what a new policy allows and not every one of its machines knows yet. */
const DENIED = awsJson({
  status: 400,
  body: { __type: 'AccessDeniedException', message: 'No identity-based policy allows the action' },
});

/** A call that is broken does nothing: a closed connection was one that AWS had kept and no longer knew. */
const unlessBroken =
  (service: 'dynamodb' | 'sqs', faults: Faults, intercept: Intercept): Intercept =>
  (call, forward) => {
    const how = faults.breaks(service, call.operation);
    if (how === 'deny') return Promise.resolve(DENIED);
    if (how === 'close') return Promise.reject(new Error('The connection is closed'));
    return how === 'silent' ? new Promise(() => undefined) : intercept(call, forward);
  };

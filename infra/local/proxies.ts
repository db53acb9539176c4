import { forDynoxide } from './dynamodb/for-dynoxide.ts';
import type { Faults } from './faults.ts';
import { createProxy } from './http/proxy.ts';
import { close, HOST, listen } from './ports.ts';
import type { Cleanup, Services } from './services.ts';

/** Starts the proxies to DynamoDB and SQS: for functions while faults are on, and for statements. */
export async function startProxies({ engine, queues }: Services, faults: Faults, cleanup: Cleanup) {
  const translated = engine.name === 'ddblocal' ? null : forDynoxide();
  const dynamodb = createProxy(engine.endpoint, (call, toEngine) =>
    faults.dynamodb(call, (body, other) =>
      translated === null || other !== undefined ? toEngine(body, other) : translated({ ...call, body }, toEngine),
    ),
  );
  const sqs = createProxy(queues.endpoint, faults.sqs);
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

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LOCAL_CREDENTIALS } from '../../../infra/local/dynamodb/engine.ts';
import { forDynoxide } from '../../../infra/local/dynamodb/for-dynoxide.ts';
import { createProxy } from '../../../infra/local/http/proxy.ts';
import { close, listen } from '../../../infra/local/ports.ts';
import { type Data, ONE_ATTEMPT, openDocuments } from '../../../shared/data/dynamo/client.ts';
import { type LagOptions, laggingIndexes } from '../faults/lagging-indexes.ts';

/** The same tables, whose indexes lag for those who use this. To be stopped. */
export async function openLagging(data: Data, options: LagOptions): Promise<{ data: Data; stop(): Promise<void> }> {
  const { endpoint } = data.documents.config;
  const { protocol, hostname, port } = await (endpoint as NonNullable<typeof endpoint>)();
  const [lagging, translated] = [laggingIndexes(options), forDynoxide()];
  const proxy = createProxy(`${protocol}//${hostname}:${port}`, (call, toEngine) =>
    lagging(call, (body, other) =>
      other === undefined ? translated({ ...call, body }, toEngine) : toEngine(body, other),
    ),
  );
  const own = `http://127.0.0.1:${await listen(proxy, 0)}`;
  const client = new DynamoDBClient({
    endpoint: own,
    region: 'eu-west-1',
    credentials: LOCAL_CREDENTIALS,
    ...ONE_ATTEMPT,
  });
  const documents = openDocuments(client, data.meter);
  const stop = async () => {
    client.destroy();
    await close(proxy);
  };
  return { data: { ...data, documents }, stop };
}

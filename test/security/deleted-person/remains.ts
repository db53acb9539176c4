import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Place, readTablesAt } from '../../support/checker/tables.ts';
import type { Service } from '../../support/service.ts';

/** Something that the service keeps or has said, as text. */
interface Kept {
  readonly place: string;
  readonly text: string;
}

/** Every item of tables and indexes, queue message (also dead letters) and log line that contains a mark. */
export async function remainsIn(service: Service, marks: readonly string[]): Promise<string[]> {
  const info = (await service.local('GET', 'info')).body as { dynamodb: Place; queues: Record<string, string> };
  const kept = [...(await itemsAt(info.dynamodb)), ...(await messagesIn(Object.values(info.queues)))];
  const log = service.log.map((text) => ({ place: 'log', text }));
  return holding([...kept, ...log], marks);
}

/** Every file under a directory of which a byte sequence is a mark, also where the engine has let go of it. */
export function remainsInFiles(directory: string, marks: readonly string[]): string[] {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return holding(
    files.map(({ name, parentPath }) => ({ place: name, text: readFileSync(join(parentPath, name), 'latin1') })),
    marks,
  );
}

const holding = (kept: readonly Kept[], marks: readonly string[]): string[] =>
  kept.flatMap(({ place, text }) => {
    const lower = text.toLowerCase();
    return marks.filter((mark) => lower.includes(mark.toLowerCase())).map((mark) => `${place}: ${mark}`);
  });

async function itemsAt(place: Place): Promise<Kept[]> {
  const tables = await readTablesAt(place);
  return Object.entries(tables).flatMap(([table, items]: [string, readonly { pk: string; sk: string }[]]) =>
    items.map((item) => ({ place: `${table} ${item.pk} ${item.sk}`, text: JSON.stringify(item) })),
  );
}

async function messagesIn(urls: readonly string[]): Promise<Kept[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const [url = ''] = urls;
  const client = new SQSClient({
    endpoint: new URL(url).origin,
    region: 'eu-west-1',
    credentials,
    useQueueUrlAsEndpoint: false,
  });
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const kept: Kept[] = [];
  for (const QueueUrl of QueueUrls) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    kept.push(...Messages.map(({ Body = '' }) => ({ place: QueueUrl, text: Body })));
  }
  client.destroy();
  return kept;
}

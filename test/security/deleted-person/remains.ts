import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Place, readTablesAt } from '../../support/checker/tables.ts';
import { isParquet, parquetText } from '../../support/parquet-text.ts';
import type { Service } from '../../support/service.ts';

/** Something that the service keeps or has said, as text. */
interface Kept {
  readonly place: string;
  readonly text: string;
}

/** Every item of tables and indexes, queue message (also dead letters), log line and event of the bus with a mark. */
export async function remainsIn(service: Service, marks: readonly string[]): Promise<string[]> {
  const info = (await service.local('GET', 'info')).body as { dynamodb: Place; queues: Record<string, string> };
  const kept = [...(await itemsAt(info.dynamodb)), ...(await messagesIn(Object.values(info.queues)))];
  const log = service.log.map((text) => ({ place: 'log', text }));
  const { events } = (await service.local('GET', 'events?after=0')).body as { events: readonly object[] };
  const told = events.map((event) => ({ place: 'bus', text: JSON.stringify(event) }));
  return holding([...kept, ...log, ...told], marks);
}

/**
 * Every file under a directory of which a byte sequence is a mark, also where the engine has let go of it, or where it
 * is packed: S3's files are among them.
 */
export async function remainsInFiles(directory: string, marks: readonly string[]): Promise<string[]> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const kept = files.map(async ({ name, parentPath }) => ({
    place: name,
    text: await unpacked(join(parentPath, name)),
  }));
  return holding(await Promise.all(kept), marks);
}

async function unpacked(file: string): Promise<string> {
  const content = readFileSync(file);
  // A segment of a snapshot. Its bytes are looked at, too.
  if (isParquet(content)) return `${await parquetText(content)}${content.toString('latin1')}`;
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  return (isPacked ? gunzipSync(content) : content).toString('latin1');
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
    for (let more = true; more; ) {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      kept.push(...Messages.map(({ Body = '' }) => ({ place: QueueUrl, text: Body })));
      more = Messages.length > 0;
    }
  }
  client.destroy();
  return kept;
}

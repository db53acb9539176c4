/** Line 9 of the promises, while others write: whoever is deleted for good is in no local file a minute later. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { marksOf, personOf } from '../security/deleted-person/person.ts';
import { remainsInFiles } from '../security/deleted-person/remains.ts';
import { type Client, openClient, prepare, setStatus } from '../support/api/client.ts';
import { NIGHT } from '../support/night.ts';
import { type Service, startService } from '../support/service.ts';

/** Puts items of nobody into the file until it has so many bytes. */
async function fill(service: Service, bytes: number): Promise<void> {
  const { dynamodb } = (await service.local('GET', 'info')).body as {
    dynamodb: { endpoint: string; region: string; tables: Record<string, string> };
  };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ ...dynamodb, credentials });
  for (let left = bytes, at = 0; left > 0; left -= 300_000, at++)
    await client.send(
      new PutItemCommand({
        TableName: dynamodb.tables['workspace'],
        Item: { pk: { S: `FILL#${at}` }, sk: { S: 'A' }, text: { S: 'x'.repeat(300_000) } },
      }),
    );
  client.destroy();
}

/** Changes a contact of its own, again and again, until it is told to stop. */
async function write(client: Client, name: string, signal: AbortSignal): Promise<number> {
  const { uuid } = await client.post('contacts.json', { name });
  let changes = 0;
  while (!signal.aborted) {
    // Each leaves a group and joins another, so that the engine deletes all the time.
    await client.post(`contacts.json?uuid=${uuid}`, { groups: changes % 2 ? ['Odd'] : ['Even'] });
    changes++;
  }
  return changes;
}

const CASES = [
  ['a small file', 0, 'SIGKILL'],
  ['a file of 100 MB', 100_000_000, 'SIGTERM'],
  ['a small file', 0, 'SIGTERM'],
  ['a file of 100 MB', 100_000_000, 'SIGKILL'],
] as const;

it.each(CASES.slice(0, NIGHT ? CASES.length : 1))(
  'amid writes to %s (%i bytes), and after %s',
  async (_, bytes, signal) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-amid-'));
    let service = await startService({ dataDir });
    try {
      const client = openClient(service);
      await prepare(client);
      for (const name of ['Odd', 'Even']) await client.post('groups.json', { name });
      await fill(service, bytes);
      const person = personOf('Z');
      const given = { name: person.name, urns: [person.urn], note: person.note };
      const { uuid } = await client.post('contacts.json', given);
      await setStatus(client, 'archived', uuid);
      await service.idle();
      const stop = new AbortController();
      const writers = ['One', 'Two'].map((name) => write(client, name, stop.signal));
      await sleep(1000);
      expect((await client.ask('DELETE', `contacts.json?uuid=${uuid}`)).status).toBe(204);
      await expect
        .poll(() => remainsInFiles(dataDir, marksOf(person)), { timeout: 60_000, interval: 1000 })
        .toEqual([]);
      stop.abort();
      for (const changes of await Promise.all(writers)) expect(changes).toBeGreaterThan(5);
      await service.stop(signal);
      expect(await remainsInFiles(dataDir, marksOf(person))).toEqual([]);
      if (bytes > 0) expect(statSync(join(dataDir, 'dynamodb.sqlite')).size).toBeGreaterThan(bytes);
      // The note of what is still to be forgotten stands in the file itself.
      service = await startService({ dataDir });
    } finally {
      await service.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);

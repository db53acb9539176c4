/** Rehearses a restore to a point in time with the service in this process: docs/runbook.md, "Tables are restored". */
import { createHash, createHmac } from 'node:crypto';
import { contactKey, migrateContacts } from '../../shared/data/contacts/index.ts';
import { auditCounts } from '../../shared/data/counts/index.ts';
import { type Data, deleteAll, put, putAll, write } from '../../shared/data/dynamo/index.ts';
import type { ContactId, WorkspaceId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import { replayErasures } from '../../shared/services/contacts/replay-erasures.ts';
import { type RepairReport, repairWorkspace } from '../../shared/services/repair/workspace.ts';
import { type Client, setStatus } from '../../test/support/api/client.ts';
import { violationsOf } from '../../test/support/checker/checker.ts';
import { type Item, readTables, type Tables } from '../../test/support/checker/tables.ts';
import { openTestData } from '../../test/support/engines/data.ts';
import type { RunningEngine } from '../../test/support/engines/engines.ts';
import { type InProcessStage, stageOf } from '../../test/support/in-process/clients.ts';
import { openInProcess, openOnTables } from '../../test/support/in-process/service.ts';

/** What happened; `problems` has everything that is wrong. */
interface Rehearsed {
  readonly steps: readonly string[];
  readonly problems: readonly string[];
}

type Fill = (stage: InProcessStage) => Promise<Client>;

/** The key of the engine's test data; the secret is apart from the tables and survives them. */
export const hash = (text: string) => createHmac('sha256', 'a key for tests').update(text).digest('base64url');

/**
 * Copies the tables of a used service (by `fill`), deletes a person, destroys most data, restores the copy into new
 * tables as DynamoDB's recovery does, deletes the person again, and uses the service.
 */
export async function rehearse(engine: RunningEngine, fill: Fill): Promise<Rehearsed> {
  const steps: string[] = [];
  const before = stageOf(await openInProcess(engine));
  const client = await fill(before);
  const { uuid: workspace, token } = await tokenOf(before, client);
  const broken = before.service.runtime.data;
  const copy = await readTables(broken);
  const since = instant(Date.now() * 1000);
  steps.push(`copied ${copy.contacts.length} and ${copy.workspace.length} items`);

  const forgotten = [await forget(before, client), await forget(before, client)] as const;
  steps.push(`two people were deleted after that: ${forgotten.join(', ')}`);
  await destroy(broken, copy);
  // Only the ledger knows one of them.
  await deleteAll(broken, 'contacts', [contactKey(workspace, forgotten[1] as ContactId)]);
  steps.push('most contacts, all addresses and the settings were destroyed');

  const restored = await restore(engine, copy);
  const stage = stageOf(await openOnTables(engine, restored));
  const replay = await replayErasures(
    restored,
    { tables: broken, log: [] },
    { since, now: instant(Date.now() * 1000) },
  );
  await stage.settle();
  steps.push(
    `brought the copy into new tables; of ${replay.deleted} deleted since, ${replay.again} had come back and went again`,
  );
  steps.push(`migration: ${JSON.stringify(await migrateContacts(restored, workspace))}`);
  await use(stage, stage.as(token));
  steps.push('a contact was made, found, sent a message, archived and deleted');
  steps.push(`repair: ${JSON.stringify((await repair(stage, workspace)).mended)}`);

  const problems = [
    ...violationsOf(await readTables(restored), { hash }).map(({ about, text }) => `${about}: ${text}`),
    ...(await stillThere(stage.as(token), forgotten[0])),
    ...(await stillThere(stage.as(token), forgotten[1])),
    ...(replay.again === 2 ? [] : [`${replay.again} people were deleted again`]),
    ...(await drift(restored, workspace)),
  ];
  return { steps, problems };
}

/** The client's workspace, and another administrator's token of it. */
export async function tokenOf(stage: InProcessStage, client: Client) {
  const { uuid } = (await client.get('workspace.json')) as { uuid: WorkspaceId };
  const { token } = await client.post('tokens.json', { role: 'administrator', name: 'Rehearsal' });
  await stage.settle();
  return { uuid, token: token as string };
}

/** Deletes an archived person for good. */
async function forget(stage: InProcessStage, client: Client): Promise<string> {
  const [known] = await client.all('contacts.json?folder=active');
  await setStatus(client, 'archived', known.uuid);
  await client.ask('DELETE', `contacts.json?uuid=${known.uuid}`);
  await stage.settle();
  return known.uuid;
}

/** The effect of an operator's mistake or a bad release; tombstones remain, as in a table that can still be read. */
async function destroy(data: Data, { contacts, workspace }: Tables): Promise<void> {
  const lost = contacts.filter(
    ({ pk, sk }, index) => (pk.startsWith('I#') && pk !== 'I#keys') || (sk === 'CONTACT' && index % 3 > 0),
  );
  const tombstones = new Set((await readTables(data)).contacts.filter(({ deleted }) => deleted).map(({ pk }) => pk));
  await deleteAll(
    data,
    'contacts',
    lost.filter(({ pk }) => !tombstones.has(pk)),
  );
  for (const { pk, sk } of workspace.filter((item) => item.sk === 'SETTINGS'))
    await write(data, put('workspace', { pk, sk, name: '?' } as never));
}

/** Some rosters and history that functions and the stream had not written at that second. */
const isUnderWay = ({ pk, sk }: Item): boolean =>
  (pk.startsWith('G#') || sk.startsWith('EVT#')) && /[02468ace]$/.test(createHash('sha256').update(pk).digest('hex'));

/** New tables with the copied items: recovery makes tables with other names and without the old stream. */
export async function restore(engine: RunningEngine, { contacts, workspace }: Tables): Promise<Data> {
  const data = await openTestData(engine, { streamed: true });
  await putAll(
    data,
    'contacts',
    contacts.filter((item) => !isUnderWay(item)),
  );
  await putAll(data, 'workspace', workspace);
  return data;
}

/** Like `npm run workspace -- repair`, with its own clock, so that nobody waits. */
export async function repair(stage: InProcessStage, workspace: WorkspaceId): Promise<RepairReport> {
  const { data } = stage.service.runtime;
  let waited = 0;
  const now = () => instant((Date.now() + waited) * 1000);
  const wait = async (ms: number) => {
    waited += ms;
    await stage.settle();
  };
  return repairWorkspace({ data, now, wait, say: () => undefined }, workspace);
}

/** A short day of the service. */
export async function use(stage: InProcessStage, client: Client): Promise<void> {
  const urn = 'tel:+250788999002';
  const { uuid } = await client.post('contacts.json', { name: 'After', urns: [urn] });
  await client.post('events.json', { type: 'msg_received', urn, text: 'Muraho' });
  await stage.settle();
  const [found] = (await client.get(`contacts.json?urn=${encodeURIComponent(urn)}`)).results;
  if (found?.uuid !== uuid) throw new Error('A contact is not found by its address');
  await setStatus(client, 'archived', uuid);
  await client.ask('DELETE', `contacts.json?uuid=${uuid}`);
  await stage.settle();
}

async function stillThere(client: Client, uuid: string): Promise<string[]> {
  const { results } = await client.get(`contacts.json?uuid=${uuid}`);
  return results.length === 0 ? [] : [`${uuid} was deleted and is there again`];
}

async function drift(data: Data, workspace: WorkspaceId): Promise<string[]> {
  const { folders, groups } = await auditCounts(data, workspace);
  return Object.entries({ ...folders, ...groups }).map(([name, by]) => `the count of ${name} is off by ${by}`);
}

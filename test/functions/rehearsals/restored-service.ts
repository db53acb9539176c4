/** Tables that are restored into new ones, and what is done with a service that was (docs/runbook.md). */
import { createHash, createHmac } from 'node:crypto';
import { type Data, putAll } from '../../../shared/data/dynamo/index.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { type RepairReport, repairWorkspace } from '../../../shared/services/audit/repair-workspace.ts';
import { type Client, setStatus } from '../../support/api/client.ts';
import { violationsOf } from '../../support/checker/checker.ts';
import { type Item, readTables, type Tables } from '../../support/checker/tables.ts';
import { openTestData } from '../../support/engines/data.ts';
import type { RunningEngine } from '../../support/engines/engines.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';
import { memoryFiles } from '../../support/in-process/files.ts';

/** The key of the engine's test data; the secret is apart from the tables and survives them. */
const hash = (text: string) => createHmac('sha256', 'a key for tests').update(text).digest('base64url');

/** What the checker says of the tables. */
export const problemsOf = async (data: Data): Promise<string[]> =>
  violationsOf(await readTables(data), { hash }).map(({ about, text }) => `${about}: ${text}`);

/** The client's workspace, and another administrator's token of it. */
export async function tokenOf(stage: InProcessStage, client: Client) {
  const { uuid } = (await client.get('workspace.json')) as { uuid: WorkspaceId };
  const { token } = await client.post('tokens.json', { role: 'administrator', name: 'Rehearsal' });
  await stage.settle();
  return { uuid, token: token as string };
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
  const { data, logger } = stage.service.runtime;
  let waited = 0;
  const now = () => instant((Date.now() + waited) * 1000);
  const wait = async (ms: number) => {
    waited += ms;
    await stage.settle();
  };
  return repairWorkspace({ data, files: memoryFiles(), logger, now, wait, say: () => undefined }, workspace);
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

/** Jobs that only the service starts have no preview in use, and are foreseen like the others. */
import { expect, test } from 'vitest';
import type { GroupId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { Work } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import { submitJob } from '../../../shared/services/jobs/submit.ts';
import { type Client, prepare, setStatus } from '../../support/api/client.ts';
import { importFiles } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { expectToHold, measure } from './measure.ts';
import { fileOf } from './people.ts';

const stage = onInProcessStage();

async function open(): Promise<{ client: Client; workspace: WorkspaceId; group: GroupId }> {
  const client = await stage().open();
  await prepare(client);
  await importFiles(stage(), client, [fileOf({ groups: 1, fields: 2 })]);
  const { uuid } = (await client.all('groups.json')).find(({ name }) => name === 'Group 0');
  return { client, workspace: (await client.get('workspace.json')).uuid, group: uuid };
}

const preview = async (workspace: WorkspaceId, work: Work, selection: Selection): Promise<string> => {
  const { runtime } = stage().service;
  const made = { work, selection, preview: true, createdBy: 'system', now: runtime.now() };
  return (await submitJob(runtime, workspace, made)).uuid;
};

const KINDS: readonly (readonly [string, (group: GroupId) => Work])[] = [
  ['emptying a group', (group) => ({ type: 'clear_group', group })],
  ['finding the members of a group', (group) => ({ type: 'populate_group', group })],
  ['a repair', () => ({ type: 'repair_groups', readings: 1 })],
  ['turning groups', () => ({ type: 'turn_groups' })],
];

test.each(KINDS)('%s', async (_, work) => {
  const { client, workspace, group } = await open();
  expectToHold(await measure(stage(), client, () => preview(workspace, work(group), { folder: 'active' })));
});

const DAY = 86_400_000;

test('a sweep that flags everybody, and the purge of people archived for long', async () => {
  const { client, workspace } = await open();
  const { service } = stage();
  await service.goTo(Date.now() + 100 * DAY);
  const sweep = await measure(stage(), client, () =>
    preview(workspace, { type: 'flag_dormant', days: 90, notSeenSince: instant(0) }, { folder: 'active' }),
  );
  expect(sweep.job.changed).toBe(60);
  expectToHold(sweep);
  await setStatus(client, 'archived', ...(await client.all('contacts.json')).map(({ uuid }) => uuid));
  await client.post('settings.json', { purge_archived_after_days: 90, purge_count: 0 });
  await service.goTo(Date.now() + 300 * DAY);
  const purge = await measure(stage(), client, () =>
    preview(workspace, { type: 'purge_archived', days: 90 }, { folder: 'archived' }),
  );
  expect(purge.job.changed).toBe(60);
  expectToHold(purge);
});

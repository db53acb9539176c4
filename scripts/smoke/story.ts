import type { Api } from '../api.ts';
import { deleteArchived, FLOW, type Folders, GROUP, reached, readFolders, TELS, waitUntil } from './steps.ts';

/** Plays the README's story with five people. Calls `done` with each step; throws at the first failure. */
export async function play(api: Api, done: (step: string) => void): Promise<void> {
  const group = await api.post('groups.json', { name: GROUP });
  const inGroup = { groups: [GROUP] };
  for (const [index, tel] of TELS.entries())
    await api.post('contacts.json', { name: `Person ${index}`, urns: [tel], ...inGroup });
  await counted(api, { active: TELS.length });
  done('people are made, found and counted');

  await api.post('events.json', { type: 'stop_contact', urn: TELS[0] });
  await counted(api, { active: TELS.length - 1, stopped: 1 });
  done('an opt-out is heeded');

  await api.post('flows.json', FLOW);
  const { uuid } = await api.post('flow_starts.json', { flow: FLOW.uuid, groups: [group['uuid']] });
  await reached(api, 'flow_starts.json', String(uuid), ['completed']);
  await counted(api, { active: 0, archived: TELS.length - 1 });
  done('a group is archived by a flow, except who has opted out');

  const deleted = await deleteArchived(api);
  if (deleted !== TELS.length - 1) throw new Error(`${deleted} contacts were deleted, not ${TELS.length - 1}.`);
  await counted(api, { archived: 0 });
  done('archived people are deleted for good, as many as the preview showed');
}

const counted = (api: Api, expected: Partial<Folders>): Promise<void> =>
  waitUntil(`the folders have ${JSON.stringify(expected)}`, async () => {
    const folders = await readFolders(api);
    return Object.entries(expected).every(([folder, count]) => folders[folder as keyof Folders] === count);
  });

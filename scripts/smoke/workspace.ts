import type { Api } from '../api.ts';
import { deleteArchived, FLOW, GROUP, readFolders, TELS, waitUntil } from './steps.ts';

/** Throws for a workspace with contacts, because the story deletes all archived ones. */
export async function refuseInhabited(api: Api): Promise<void> {
  const { active, archived, stopped, blocked } = await readFolders(api);
  const contacts = active + archived + stopped + blocked;
  if (contacts > 0)
    throw new Error(`This workspace has ${contacts} contacts: give a token of one that exists for this and has none.`);
}

export async function cleanUp(api: Api): Promise<void> {
  const found = await Promise.all(TELS.map((tel) => api.get(`contacts.json?urn=${encodeURIComponent(tel)}`)));
  const contacts = found.flatMap(({ results }) => (results as { readonly uuid: string }[]).map(({ uuid }) => uuid));
  if (contacts.length > 0) {
    await api.post('contact_actions.json', { action: 'set_status', status: 'archived', contacts });
    await waitUntil('archived contacts are counted', async () => (await readFolders(api)).archived === contacts.length);
    await deleteArchived(api);
  }
  await removeListed(api, `groups.json?name=${encodeURIComponent(GROUP)}`, 'groups.json');
  await removeListed(api, `flows.json?uuid=${FLOW.uuid}`, 'flows.json');
  await waitUntil('no contact is left', async () =>
    Object.values(await readFolders(api)).every((count) => count === 0),
  );
}

async function removeListed(api: Api, list: string, endpoint: string): Promise<void> {
  const { results } = await api.get(list);
  for (const { uuid } of results as readonly { readonly uuid: string }[]) await api.remove(`${endpoint}?uuid=${uuid}`);
}

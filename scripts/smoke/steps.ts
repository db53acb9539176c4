import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.ts';

const PATIENCE_MS = 180_000;
const EVERY_MS = 1_000;

export const GROUP = 'Dormouse smoke test';

/** Numbers reserved for films in the United Kingdom (Ofcom). */
export const TELS = Array.from({ length: 5 }, (_, index) => `tel:+44770090000${index}`);

/** Archives every contact that enters it. */
export const FLOW = {
  uuid: '5b6c7d8e-0000-4000-8000-00000000f101',
  name: 'Dormouse smoke test',
  spec_version: '14.4.1',
  language: 'eng',
  type: 'messaging_background',
  nodes: [
    {
      uuid: '5b6c7d8e-0000-4000-8000-00000000f102',
      actions: [{ uuid: '5b6c7d8e-0000-4000-8000-00000000f103', type: 'set_contact_status', status: 'archived' }],
      exits: [{ uuid: '5b6c7d8e-0000-4000-8000-00000000f104', destination_uuid: null }],
    },
  ],
};

export interface Folders {
  readonly active: number;
  readonly archived: number;
  readonly stopped: number;
  readonly blocked: number;
}

export async function readFolders(api: Api): Promise<Folders> {
  const { active, archived, stopped, blocked } = (await api.get('counts.json'))['folders'] as Folders;
  return { active, archived, stopped, blocked };
}

interface Job {
  readonly uuid: string;
  readonly status: string;
  readonly total: number;
  readonly token: string;
}

/** The job or flow start with this uuid, once it has one of the statuses. */
export async function reached(api: Api, endpoint: string, uuid: string, statuses: readonly string[]): Promise<Job> {
  let found: Job | undefined;
  await waitUntil(`${endpoint} ${uuid} is ${statuses.join(' or ')}`, async () => {
    [found] = (await api.get(`${endpoint}?uuid=${uuid}`))['results'] as Job[];
    return found !== undefined && statuses.includes(found.status);
  });
  return found as Job;
}

/** Deletes every archived contact for good, after a preview; returns how many. */
export async function deleteArchived(api: Api): Promise<number> {
  const body = { type: 'delete', selection: { folder: 'archived' }, preview: true };
  const { uuid } = (await api.post('jobs.json', body)) as unknown as Job;
  const { token, total } = await reached(api, 'jobs.json', uuid, ['ready', 'completed']);
  if (total === 0) return 0;
  await api.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count: total });
  await reached(api, 'jobs.json', uuid, ['completed']);
  return total;
}

/** Resolves when `holds` does; throws `what` after three minutes. */
export async function waitUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It does not hold after ${PATIENCE_MS / 1_000} s: ${what}.`);
    await sleep(EVERY_MS);
  }
}

import { createToken } from '../../../shared/data/workspace/index.ts';
import type { Role } from '../../../shared/domain/workspace.ts';
import type { InProcessStage } from '../in-process/clients.ts';
import { type Client, createPeople, jobOf, prepare, setStatus } from './client.ts';

let numbers = 0;

/** The first of a hundred numbers that nobody has yet. */
export function newNumbers(): number {
  numbers += 100;
  return numbers;
}

/** A workspace in which Ann and Ben are administrators, and Eve an editor, each by a token that nobody else owns. */
export async function openAdministrators(stage: InProcessStage, settings: object = { approve_above: 2 }) {
  const ann = await stage.open();
  await prepare(ann);
  const { uuid: workspace } = await ann.get('workspace.json');
  const { data, now } = stage.service.runtime;
  const as = async (name: string, role: Role) =>
    stage.as((await createToken(data, workspace, { role, name, now: now() })).secret);
  const ben = await as('Ben', 'administrator');
  const eve = await as('Eve', 'editor');
  await ann.post('settings.json', settings);
  const archived = async (count: number) => {
    const uuids = await createPeople(ann, count, { first: newNumbers() });
    for (const uuid of uuids) await setStatus(ann, 'archived', uuid);
    return uuids;
  };
  /** A job of Ann's as it is when it was previewed and run. */
  const run = async (client: Client, body: object) => {
    const { uuid } = await client.post('jobs.json', { ...body, preview: true });
    await stage.settle();
    const { token, total } = await jobOf(client, uuid);
    return client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count: total });
  };
  const log = async (kind = 'job') => (await ann.get(`audit_log.json?kind=${kind}`)).results;
  return { ann, ben, eve, workspace, archived, run, log };
}

export const decide = (client: Client, uuid: string, body: object) =>
  client.ask('POST', `jobs.json?uuid=${uuid}`, body);

/** Work over many contacts. */
import { flowWith } from '../../support/api/flows.ts';
import type { Person } from '../memory.ts';
import { type Act, followJob, surely } from '../world.ts';
import { several } from './people.ts';

/** Leaves the number of the start on each contact, and counts; who is changed twice has it twice. */
export const MARKING_FLOW = flowWith('Mark them', 1_000, [
  {
    type: 'set_contact_field',
    field: { key: 'marks', name: 'Marks' },
    value: '@(fields.marks & ";" & trigger.params.mark)',
  },
  {
    type: 'set_contact_field',
    field: { key: 'hits', name: 'Hits' },
    value: '@(if(fields.hits = "", 1, fields.hits + 1))',
  },
]);

/** Starts the marking flow, with everybody or with some. */
export const mark: Act = async (world, random) => {
  const number = world.next();
  const everybody = random.chance(0.6);
  const people = everybody
    ? world.memory.people.filter(({ kind }) => kind === 'plain')
    : several(world, random, 50, 'plain');
  if (people.length === 0) return;
  const whom = everybody ? { groups: [world.groups[0]] } : { contacts: people.map(({ uuid }) => uuid) };
  const body = { flow: MARKING_FLOW.uuid, params: { mark: number }, ...whom };
  await surely(world, ['POST', 'flow_starts.json', body], `mark ${number}`, ({ uuid }) => {
    world.memory.starts.push({ mark: number, uuid, people });
    followJob(world, uuid, { ended: () => undefined });
  });
};

/** A job that may archive these people at any time until it has ended. */
function archiving(people: readonly Person[]): () => void {
  const ends = people.map(({ status }) => status.write((before) => (before === 'active' ? 'archived' : before)));
  return () => {
    for (const end of ends) end('unknown');
  };
}

export const archiveMany: Act = async (world, random) => {
  const people = several(world, random, 60, 'mover');
  if (people.length === 0) return;
  const ended = archiving(people);
  const selection = { contacts: people.map(({ uuid }) => uuid) };
  const body = { type: 'set_status', status: 'archived', selection };
  const follow = ({ uuid }: { uuid: string }) => followJob(world, uuid, { ended });
  // Some of them may have been deleted.
  await surely(world, ['POST', 'jobs.json', body], `archive ${world.next()}`, follow, ended);
};

/** Deletes all that is archived, by a preview: who was restored meanwhile stays. */
export const deleteArchived: Act = async (world) => {
  const body = { type: 'delete', selection: { folder: 'archived' }, preview: true };
  await surely(world, ['POST', 'jobs.json', body], `delete ${world.next()}`, ({ uuid }) => {
    const ends: (() => void)[] = [];
    const ready = async ({ token, total }: { token: string; total: number }) => {
      for (const { kind, status } of ends.length === 0 ? world.memory.people : []) {
        if (kind !== 'mover') continue;
        const end = status.write((before) => (before === 'archived' ? 'deleted' : before));
        ends.push(() => end('unknown'));
      }
      await world.ask('POST', `jobs.json?uuid=${uuid}`, { action: 'run', token, count: total });
    };
    const ended = () => {
      for (const end of ends) end();
    };
    followJob(world, uuid, { ready, ended });
  });
};

/** Pauses a job that is running; who follows it resumes it. */
export const pause: Act = async (world, random) => {
  const { is, body } = await world.ask('GET', 'jobs.json');
  if (is !== 'done') return;
  const running = body.results.filter(({ status }: { status: string }) => ['queued', 'started'].includes(status));
  const ours = running.filter(({ type }: { type: string }) => ['flow_start', 'set_status', 'delete'].includes(type));
  if (ours.length === 0) return;
  await world.ask('POST', `jobs.json?uuid=${random.pick<{ uuid: string }>(ours).uuid}`, { action: 'pause' });
};

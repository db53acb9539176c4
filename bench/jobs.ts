/** Compares a job with the same writes of a bare client. `npm run bench -- jobs [--contacts 3000 --pairs 5]` */
import { listFolder, readContacts } from '../shared/data/contacts/index.ts';
import type { Data } from '../shared/data/dynamo/index.ts';
import { type Contact, isTombstone } from '../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../shared/domain/ids.ts';
import { openBare, type Requests } from './support/bare-client.ts';
import { median, timed, type UsedByBoth, usedTable } from './support/measure-in-turn.ts';
import { populate } from './support/population.ts';
import { type Running, startRunning } from './support/running.ts';
import { table, whole } from './support/table.ts';

/** Contacts a second. */
interface Round {
  /** The bare client's conditional puts alone, and with the roster's deletes and history's puts. */
  readonly single: number;
  readonly bare: number;
  /** Until the job is completed, and until counts and history have followed. */
  readonly completed: number;
  readonly settled: number;
  /** Processor time a contact, until everything has followed. */
  readonly used: UsedByBoth;
}

interface Jobs {
  readonly contacts: number;
  readonly rounds: readonly Round[];
}

/** A first job warms everything up, as putting the copies back does for the bare client. */
export async function measureJobs(contacts: number, pairs: number): Promise<Jobs> {
  const running = await startRunning();
  const { service, data, workspace } = running;
  try {
    await archiveSome(running, contacts);
    await populate(data, workspace, contacts);
    const bare = openBare(data, await sample(data, workspace, contacts));
    const measureBare = async (requests: Requests) => {
      await bare.prepare(requests);
      await service.idle(600);
      return timed(running, contacts, () => bare.run(requests));
    };
    const rounds: Round[] = [];
    for (let round = 0; round < pairs; round++) {
      const all = await measureBare('all');
      const single = await measureBare('updates');
      const job = await archiveSome(running, contacts);
      rounds.push({
        single: single.value,
        bare: all.value,
        completed: contacts / job.value,
        settled: contacts / job.seconds,
        used: { bare: all.used, job: job.used },
      });
    }
    return { contacts, rounds };
  } finally {
    await service.stop();
  }
}

/** Active contacts that a start will find. */
async function sample(data: Data, workspace: WorkspaceId, limit: number): Promise<Contact[]> {
  const { uuids } = await listFolder(data, workspace, 'active', { limit });
  const read = await readContacts(data, workspace, uuids);
  return [...read.values()].filter((contact): contact is Contact => !isTombstone(contact));
}

/** The seconds until the job is completed, and until everything has followed. */
async function archiveSome(running: Running, contacts: number) {
  const group = await populate(running.data, running.workspace, contacts);
  await running.service.idle(600);
  return timed(running, contacts, async () => (await running.archive(group)).seconds);
}

export function jobsTable({ contacts, rounds }: Jobs): string {
  const row = ({ single, bare, completed, settled }: Round): string[] => [
    ...[single, bare, completed, settled].map(whole),
    ...[completed / bare, completed / single].map((ratio) => ratio.toFixed(2)),
  ];
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  return `## A job against a bare client, in turn

\`npm run bench -- jobs\`: ${whole(contacts)} contacts in one static group through the archiving flow, over HTTP, ${rounds.length} times in turn with a bare client that makes the same conditional puts
(first column), or these and the roster's deletes and history's puts (second column), on copies. Aims: 1.00 of the second, 0.65 of the first.

${table([
  [
    '',
    'one write, a second',
    'three writes, a second',
    'job completed, a second',
    'all followed, a second',
    'of three',
    'of one',
  ],
  ...rounds.map((round, index) => [String(index + 1), ...row(round)]),
  [
    '**median**',
    ...[middle((r) => r.single), middle((r) => r.bare), middle((r) => r.completed), middle((r) => r.settled)].map(
      whole,
    ),
    middle((r) => r.completed / r.bare).toFixed(2),
    middle((r) => r.completed / r.single).toFixed(2),
  ],
])}

Until all has followed; functions by their names, the runner without them, what V8 does for all of them beside:

${usedTable(rounds)}`;
}

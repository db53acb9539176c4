import { inTurn } from '../../../functions/imports/worker/files.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';
import type { Neighbour } from './neighbour.ts';

/** Places of the worker: as many functions as run at a time on the smallest machine. */
const PLACES = 2;
/** Jobs of one workspace that are open at a time. */
const JOBS = 100;

const ATTACKS = {
  'a hundred files that take all their time': JOBS,
  'one file that never ends': 1,
} as const;

/** The worker, whose queue is not even fair: messages come in their order, as many at a time as there are places. */
export const filesNeighbours = (stage: () => InProcessStage): readonly Neighbour[] =>
  Object.entries(ATTACKS).map(([attack, jobs]) => ({
    worker: 'files',
    attack,
    work: 'an export',
    unit: 'files that are read to their end meanwhile',
    wait: (isAttacked) => waitBeside(stage(), isAttacked ? jobs : 0),
  }));

async function waitBeside({ service: { runtime, newWorkspace } }: InProcessStage, jobs: number) {
  const [{ workspace: attacker }, { workspace: other }] = [await newWorkspace(), await newWorkspace()];
  const messages = [
    ...Array.from({ length: jobs }, (_, job) => ({ workspace: attacker, job: String(job) })),
    { workspace: other, job: 'export' },
  ].map((message) => message as FilesMessage);
  const ended = Promise.withResolvers<void>();
  const wait = { turns: 0, units: 0 };
  let taken = 0;
  const queues = { send: async () => undefined };
  const handle = inTurn(async ({ workspace }) => {
    wait.turns++;
    if (workspace === other) ended.resolve();
    // A file of the attacker keeps its place, and ends only where another workspace would get none.
    else if (++taken < PLACES) await ended.promise;
    else wait.units++;
  });
  const waiting = [...messages];
  const place = async () => {
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift())
      await handle(message, { ...runtime, queues });
  };
  const places = Array.from({ length: PLACES }, place);
  await ended.promise;
  await Promise.all(places);
  return wait;
}

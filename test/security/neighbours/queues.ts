import { FairOrder } from '../../../infra/local/sqs/fair-order.ts';
import type { Neighbour, SharedWorker, Wait } from './neighbour.ts';

/** More messages than 100 jobs of eight lanes have waiting. */
const WAITING = 1_000;

interface Message {
  readonly workspace: 'A' | 'B';
}

/** The turns until B's only message is handed out, when A's came first and A has all slots. Every turn frees a slot. */
function turnsOfB(slots: number, isAttacked: boolean): Wait {
  const order = new FairOrder<Message>(({ workspace }) => workspace);
  if (isAttacked) for (let one = 0; one < WAITING; one++) order.add({ workspace: 'A' });
  const inHand = Array.from({ length: slots }, () => order.next());
  order.add({ workspace: 'B' });
  for (let turns = 1; ; turns++) {
    const handled = inHand.shift();
    if (handled) order.handled(handled);
    const next = order.next();
    if (next?.workspace === 'B') return { turns, units: turns };
    inHand.push(next);
  }
}

const row = (worker: SharedWorker, slots: number, work: string): Neighbour => ({
  worker,
  attack: `${WAITING.toLocaleString('en')} messages, in all slots`,
  work,
  unit: 'messages of at most a minute',
  wait: async (isAttacked) => turnsOfB(slots, isAttacked),
});

/** Queues of messages in groups by workspace. The slots are those of an account of 1,000 (`infra/features/jobs.ts`). */
export const queues = (): readonly Neighbour[] => [
  row('select', 2, 'the selection of a job'),
  row('work', 10, 'a slice of a job'),
  row('webhooks', 5, 'an entry for webhooks'),
  row('pull', 5, 'ten pages of a source'),
  row('snapshots', 4, 'a run of some minutes for a snapshot'),
];

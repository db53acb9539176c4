/**
 * Workspaces take turns, by lanes and by SQS's fair queues (ADR 034). test/journeys/long/fair.test.ts tests
 * the same as deployed.
 */
import { expect, test } from 'vitest';
import { FairOrder } from '../../../../infra/local/sqs/fair-order.ts';
import { freezePage } from '../../../../shared/data/jobs/freeze.ts';
import { SELECTION_START } from '../../../../shared/data/jobs/selection-cursor.ts';
import { type Job, SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import type { Queues } from '../../../../shared/messages/queues.ts';
import { continueJob } from '../../../../shared/services/jobs/submit.ts';
import { ARCHIVE, type Message, many, NOW, newId, openWorld, type World, worlds } from '../../engine/world.ts';

const [MANY, FEW] = [50_000, 10];
/** As many as work on a small account: with more of them the small job waits for less. */
const WORKERS = 2;

const world = worlds();

/** Queues for several workspaces, which hand out their messages as SQS does. */
function fairQueues() {
  const newOrder = () => new FairOrder<Message>(({ body }) => body.workspace);
  const orders = { select: newOrder(), work: newOrder() };
  const queues: Queues = {
    async send(queue, messages) {
      const { [queue as Message['queue']]: order } = orders;
      for (const body of messages) order.add({ queue, body } as Message);
    },
  };
  return { orders, queues };
}

type Order = FairOrder<Message>;

/** Each worker of a queue takes a message in hand; what they do is done when they all have. */
async function round(order: Order, of: (message: Message) => World, workers = WORKERS): Promise<void> {
  const inHand = Array.from({ length: workers }, () => order.next()).filter((message) => message !== null);
  await Promise.all(inHand.map((message) => of(message).deliver(message)));
  for (const message of inHand) order.handled(message);
}

/** A frozen job over so many contacts, of which only a tenth exist: the others do not matter for the order. */
async function startLarge(world: World): Promise<Job> {
  const uuids = [...(await world.put(many(MANY / 10))), ...Array.from({ length: MANY - MANY / 10 }, newId)];
  let job = await world.jobOf((await { ...world, queues: NOWHERE }.submit(ARCHIVE, { folder: 'active' })).uuid);
  for (let from = 0; from < MANY; from += SLICE_SIZE) {
    const to = from + SLICE_SIZE;
    const page = { uuids: uuids.slice(from, to), cursor: to < MANY ? SELECTION_START : null, capacity: NONE, now: NOW };
    job = (await freezePage(world.data, job, page)) ?? job;
  }
  await continueJob(world, world.workspace, job);
  return job;
}

const NONE = { readUnits: 0, writeUnits: 0 };
/** It is frozen by hand. */
const NOWHERE: Queues = { send: async () => {} };

test('ten contacts of a workspace are done before a tenth of the fifty thousand that another started before', async () => {
  const { orders, queues } = fairQueues();
  const large: World = { ...world(), queues };
  const small: World = { ...(await openWorld(large.data)), queues };
  const of = ({ body }: Message): World => (body.workspace === large.workspace ? large : small);
  await small.put(many(FEW));
  const job = await startLarge(large);
  expect(job).toMatchObject({ status: 'queued', total: MANY });
  await round(orders.select, of);
  await round(orders.work, of);

  const few = await small.submit(ARCHIVE, { folder: 'active' });
  while ((await small.jobOf(few.uuid)).status !== 'completed') {
    await Promise.all([round(orders.select, of), round(orders.work, of)]);
  }
  const { status, totals } = await large.jobOf(job.uuid);
  expect(status).toBe('started');
  expect(totals.changed).toBeGreaterThan(0);
  expect(totals.changed).toBeLessThan(MANY / 10);
  expect(await small.jobOf(few.uuid)).toMatchObject({ total: FEW, totals: { changed: FEW } });
});

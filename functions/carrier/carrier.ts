import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from '../../shared/domain/instant.ts';
import { type ListOf, listsIn, openOptOutLists } from '../../shared/lambda/opt-out-lists.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { pull } from './pull.ts';

/** One request a second is what AWS allows. */
const PACE_MS = 1_100;

/** The function has a minute more for the last page. */
const WORKING_MICROS = 780_000_000;

/** Every hour: what the opt-out lists of AWS End User Messaging say that is new. */
export const handler = scheduleHandler((runtime) => pullAll(runtime, listsIn(process.env['OPT_OUT_LISTS'] ?? '')), {
  queues: openQueues,
});

/** One list after the other, another one first each time, for the first may take all the time there is. One that fails keeps no other from its turn. */
async function pullAll(
  runtime: Runtime,
  all: readonly ListOf[],
): Promise<{ lists: number; read: number; news: number }> {
  const pulling = {
    lists: openOptOutLists(),
    pause: () => sleep(PACE_MS),
    until: instant(runtime.now() + WORKING_MICROS),
  };
  const failures: unknown[] = [];
  const counts = { lists: all.length, read: 0, news: 0 };
  const first = Math.floor(Math.random() * all.length);
  for (const of of [...all.slice(first), ...all.slice(0, first)]) {
    try {
      const { read, news } = await pull(of, pulling, runtime);
      counts.read += read;
      counts.news += news;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} lists could not be read`);
  return counts;
}

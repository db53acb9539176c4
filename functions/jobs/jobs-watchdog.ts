import type { Instant } from '../../shared/domain/instant.ts';
import { openDuty } from '../../shared/lambda/clients/bus.ts';
import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openReaders } from '../../shared/lambda/clients/readers.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import type { Config } from '../../shared/lambda/invocation/config.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import type { QueueReader, Readers } from '../../shared/messages/readers.ts';
import { watchAddresses } from './watchdog/canary.ts';
import { openDeadLetters, watchDeadLetters } from './watchdog/dead-letters.ts';
import { openMarks, tell } from './watchdog/tell.ts';
import { watch } from './watchdog/watch.ts';

/** The reader that has nothing to do once its queue is empty: of each letter somebody is to be told first. */
const BRIEF = 'jobs-dead-letters';
/** Seconds between two runs of the watchdog, and runs in a day. */
const EVERY = 300;
const DAY = 86_400 / EVERY;

interface Watching {
  readonly readers: Readers;
  /** Microseconds. */
  now(): number;
}

/**
 * Wakes the readers of queues in which something waits, and puts those to sleep that had nothing to do for a week: a
 * queue that is polled costs $0.26 a month (ADR 099). What AWS is still changing is left to the next run.
 *
 * @param waiting - the queues in which there is something
 * @returns how many it woke or put to sleep
 */
export async function watchReaders({ readers, now }: Watching, waiting: ReadonlySet<string>): Promise<number> {
  const isDaily = Math.floor(now() / 1_000_000 / EVERY) % DAY === 0;
  const isNeeded = async ({ queue, isAwake }: QueueReader): Promise<boolean> =>
    waiting.has(queue) || (isAwake && queue !== BRIEF && (!isDaily || (await readers.hadWork(queue))));
  let changed = 0;
  for (const reader of await readers.sleepers()) {
    const needed = await isNeeded(reader);
    if (reader.isChanging || needed === reader.isAwake) continue;
    await (needed ? readers.wake(reader.queue) : readers.putToSleep(reader.queue));
    changed++;
  }
  return changed;
}

/**
 * Every five minutes: sees whether contacts own their addresses and resends the messages of stuck jobs; tells the
 * person on duty of dead letters and of jobs that wait for the stream; and wakes readers of queues. All but the first
 * it does also with data of another form, since a failed run of its own is a dead letter.
 */
export const handler = scheduleHandler(
  async (runtime, event) => {
    const { config } = runtime;
    const opened = openMarks(runtime.files).then((marks) => ({ ...runtime, marks, duty: openDuty(config) }));
    const [watched, letters, queues] = await Promise.allSettled([
      watchAddresses(runtime).then(() => watch(runtime, event)),
      opened.then((telling) => watchDeadLetters({ ...telling, deadLetters: openDeadLetters(config) })),
      watchQueues(runtime),
    ]);
    if (watched.status === 'rejected') throw watched.reason;
    if (letters.status === 'rejected') throw letters.reason;
    if (queues.status === 'rejected') throw queues.reason;
    const waits = watched.value.waiting > 0 && (await tell(await opened, JOBS_WAIT, false));
    return { ...watched.value, changed: queues.value, told: letters.value + Number(waits) };
  },
  { queues: openQueues, hmacKey: openHmacKey, files: openFiles },
  async () => true,
);

/** On one machine readers do not sleep. */
async function watchQueues({ config, now }: { readonly config: Config; now(): Instant }): Promise<number> {
  if (!config.sleepers) return 0;
  const readers = openReaders(config);
  return watchReaders({ readers, now }, await readers.waiting());
}

const JOBS_WAIT = {
  alarm: 'jobs-wait',
  text: 'Jobs wait, or deleted people are not erased yet, because the stream of contacts is not projected.',
};

import type { QueueReader, Readers } from '../../../shared/messages/readers.ts';

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

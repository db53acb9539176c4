import type { Instant } from '../../shared/domain/instant.ts';
import { openDuty } from '../../shared/lambda/clients/bus.ts';
import { openDeadLetters } from '../../shared/lambda/clients/dead-letters.ts';
import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openReaders } from '../../shared/lambda/clients/readers.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import type { Config } from '../../shared/lambda/invocation/config.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import { watchAddresses } from './watchdog/canary.ts';
import { watchDeadLetters } from './watchdog/dead-letters.ts';
import { watchReaders } from './watchdog/readers.ts';
import { openMarks, tell } from './watchdog/tell.ts';
import { watch } from './watchdog/watch.ts';

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
  text: 'Jobs stand still, or people who were deleted are not erased yet: the stream of contacts is not projected.',
};

import { openDuty } from '../../shared/lambda/bus.ts';
import { openDeadLetters } from '../../shared/lambda/dead-letters.ts';
import { openFiles } from '../../shared/lambda/files.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { watchAddresses } from './watchdog/canary.ts';
import { watchDeadLetters } from './watchdog/dead-letters.ts';
import { watch } from './watchdog/watch.ts';

/**
 * Every five minutes: sees whether contacts own their addresses and resends the messages of stuck jobs; and tells the
 * person on duty of dead letters, also with data of another form, since a failed run of its own is such a letter.
 */
export const handler = scheduleHandler(
  async (runtime, event) => {
    const { config } = runtime;
    const letters = { ...runtime, deadLetters: openDeadLetters(config), duty: openDuty(config) };
    const jobs = watchAddresses(runtime).then(() => watch(runtime, event));
    const [watched, told] = await Promise.allSettled([jobs, watchDeadLetters(letters)]);
    if (watched.status === 'rejected') throw watched.reason;
    if (told.status === 'rejected') throw told.reason;
    return { ...watched.value, told: told.value };
  },
  { queues: openQueues, hmacKey: openHmacKey, files: openFiles },
  async () => true,
);

import type { Instant } from '../../shared/domain/instant.ts';
import { openDuty } from '../../shared/lambda/clients/bus.ts';
import { openDeadLetters } from '../../shared/lambda/clients/dead-letters.ts';
import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openMetrics, openReaders } from '../../shared/lambda/clients/readers.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import type { Config } from '../../shared/lambda/invocation/config.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import { watchAddresses } from './watchdog/canary.ts';
import { checkAlarms } from './watchdog/checks.ts';
import { watchDeadLetters } from './watchdog/dead-letters.ts';
import { watchReaders } from './watchdog/readers.ts';
import { openMarks, type Telling, tell } from './watchdog/tell.ts';
import { watch } from './watchdog/watch.ts';

/**
 * Every five minutes: sees whether contacts own their addresses and resends the messages of stuck jobs; tells the
 * person on duty of dead letters, and of alarms that it checks; and wakes readers of queues. All but the first it does
 * also with data of another form, since a failed run of its own is a dead letter.
 */
export const handler = scheduleHandler(
  async (runtime, event) => {
    const { config } = runtime;
    const opened = openMarks(runtime.files).then((marks) => ({ ...runtime, marks, duty: openDuty(config) }));
    const [watched, letters, queues] = await Promise.allSettled([
      watchAddresses(runtime).then(() => watch(runtime, event)),
      opened.then((telling) => watchDeadLetters({ ...telling, deadLetters: openDeadLetters(config) })),
      watchQueues(runtime, opened),
    ]);
    if (watched.status === 'rejected') throw watched.reason;
    if (letters.status === 'rejected') throw letters.reason;
    if (queues.status === 'rejected') throw queues.reason;
    const waits = watched.value.waiting > 0 && (await tell(await opened, JOBS_WAIT, false));
    return { ...watched.value, ...queues.value, told: letters.value + queues.value.told + Number(waits) };
  },
  { queues: openQueues, hmacKey: openHmacKey, files: openFiles },
  async () => true,
);

/** On one machine there are no metrics, and readers do not sleep. */
async function watchQueues({ config, now }: { readonly config: Config; now(): Instant }, opened: Promise<Telling>) {
  const { checked, account = USUAL } = config;
  if (!checked) return { told: 0, changed: 0 };
  const readers = openReaders(config);
  const waiting = await readers.waiting();
  const changed = await watchReaders({ readers, now }, waiting);
  return {
    told: await checkAlarms({ ...(await opened), account, alarmMetrics: openMetrics(config) }, waiting),
    changed,
  };
}

/** Concurrent executions that AWS gives an account by default. */
const USUAL = 1_000;

const JOBS_WAIT = {
  alarm: 'jobs-wait',
  text: 'Jobs stand still, or people who were deleted are not erased yet: the stream of contacts is not projected.',
};

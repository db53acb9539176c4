import type { DeadLetter, DeadLetters, Duty, WaitingLetters } from '../../../shared/messages/dead-letters.ts';
import type { Files } from '../../../shared/messages/files.ts';
import type { QueueName } from '../../../shared/messages/queues.ts';

interface Watching {
  readonly deadLetters: DeadLetters;
  readonly duty: Duty;
  readonly files: Pick<Files, 'writeNew'>;
  /** Microseconds. */
  now(): number;
}

/**
 * Copies letters that nobody has copied, so that they are kept for two weeks from now, whatever is left of the queue's
 * own. Tells the person on duty of new ones at once, but not twice in an hour, and of old ones once a day until the
 * queue is empty.
 *
 * Returns how many queues it told of. A copy is made before it is told: after a failure the day's reminder tells of it.
 */
export async function watchDeadLetters(watching: Watching): Promise<number> {
  const { deadLetters, duty } = watching;
  let told = 0;
  for (const waiting of await deadLetters.waiting()) {
    const isNew = await copy(waiting, watching);
    const isDue = [await isFirst(waiting, watching, DAY), isNew && (await isFirst(waiting, watching, HOUR))];
    if (!isDue.includes(true)) continue;
    await duty.tell({ alarm: `${waiting.queue}-dead-letters`, text: textOf(waiting, isNew) });
    told++;
  }
  return told;
}

/** Whether any of the letters was not yet copied. */
async function copy({ queue, letters }: WaitingLetters, { files }: Watching): Promise<boolean> {
  const copyOf = ({ body }: DeadLetter) => (queue === SECRET ? '' : body);
  const copied = await Promise.all(
    letters.map((letter) => files.writeNew(`letters/${queue}/${letter.id}.json`, copyOf(letter))),
  );
  return copied.includes(true);
}

/** Its messages have the keys of callers' tokens (`PullMessage`), which must be nowhere else: the copies are empty. */
const SECRET: QueueName = 'pull';

/** Characters of a time as text: up to its day, and to its hour. */
const [DAY, HOUR] = [10, 13];

/** The first run of a day or an hour that tells of letters notes it, so the others are silent. */
const isFirst = ({ queue }: WaitingLetters, { files, now }: Watching, upTo: number): Promise<boolean> =>
  files.writeNew(`letters/told/${queue}/${new Date(now() / 1_000).toISOString().slice(0, upTo)}`, '');

const textOf = ({ queue, count }: WaitingLetters, isNew: boolean): string =>
  `${isNew ? 'New messages' : 'Messages'} could not be handled: about ${count} wait in ${queue}-dead-letters.`;

import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { light } from '../../../shared/data/dynamo/index.ts';
import { traced } from '../../../shared/lambda/clients/traced.ts';
import { namesInVariable } from '../../../shared/lambda/http/names-in.ts';
import type { Config } from '../../../shared/lambda/invocation/config.ts';
import type { DeadLetter, DeadLetters, WaitingLetters } from '../../../shared/messages/dead-letters.ts';
import type { Files } from '../../../shared/messages/files.ts';
import type { QueueName } from '../../../shared/messages/queues.ts';
import { type Telling, tell } from './tell.ts';

/** Times that a queue is asked for messages in a run, ten at most each time; the next run looks at others. */
const TIMES = 10;
/** Seconds for which a run does not see a message again. */
const SEEN = 60;

/** The dead-letter queues that are named in the configuration, as `name=url` with commas between. */
export function openDeadLetters(config: Config): DeadLetters {
  const client = traced(new SQSClient({ ...light(), useQueueUrlAsEndpoint: false }), config);
  const queues = [...namesInVariable(config.deadLetterQueues)].map(([queue, QueueUrl]) => ({ queue, QueueUrl }));
  async function lookInto({ queue, QueueUrl }: (typeof queues)[number]): Promise<readonly WaitingLetters[]> {
    const asked = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
    const { Attributes } = await client.send(new GetQueueAttributesCommand(asked));
    const count = Number(Attributes?.ApproximateNumberOfMessages ?? 0);
    if (count === 0) return [];
    const letters: DeadLetter[] = [];
    const some = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: SEEN };
    for (let time = 0; time < TIMES && letters.length < count; time++) {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(some));
      letters.push(...Messages.map(({ MessageId: id = '', Body: body = '' }) => ({ id, body })));
    }
    return [{ queue, count, letters }];
  }
  return {
    waiting: async () => (await Promise.all(queues.map(lookInto))).flat(),
  };
}

interface Watching extends Telling {
  readonly deadLetters: DeadLetters;
  readonly files: Pick<Files, 'writeNew'>;
}

/**
 * Copies letters that nobody has copied, so that they are kept for two weeks from now, whatever is left of the queue's
 * own. Tells the person on duty of new ones at once, but not twice in an hour, and of old ones once a day until the
 * queue is empty. Until a copy was told it does not count as known.
 *
 * Returns how many queues it told of.
 */
export async function watchDeadLetters(watching: Watching): Promise<number> {
  let told = 0;
  for (const waiting of await watching.deadLetters.waiting()) {
    const alarm = `${waiting.queue}-dead-letters`;
    const { copying = false } = watching.marks.of(alarm);
    watching.marks.note(alarm, { copying: true });
    await watching.marks.save();
    const isNew = (await copy(waiting, watching)) || copying;
    if (await tell(watching, { alarm, text: textOf(waiting, isNew) }, isNew, { copying: false })) told++;
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

const textOf = ({ queue, count }: WaitingLetters, isNew: boolean): string =>
  `${isNew ? 'New messages' : 'Messages'} could not be handled: about ${count} wait in ${queue}-dead-letters.`;

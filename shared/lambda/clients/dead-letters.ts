import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { light } from '../../data/dynamo/index.ts';
import type { DeadLetter, DeadLetters, WaitingLetters } from '../../messages/dead-letters.ts';
import { namesInVariable } from '../http/names-in.ts';
import type { Config } from '../invocation/config.ts';
import { traced } from './traced.ts';

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

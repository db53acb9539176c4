import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { light } from '../../data/dynamo/index.ts';
import type { PassedOver } from '../../messages/dead-letters.ts';
import type { Config } from '../invocation/config.ts';
import { traced } from './traced.ts';

/** The failure destination of the event source, to which Lambda also reports batches that it gives up itself. */
export function openPassedOver(config: Config): PassedOver {
  const { passedOverQueueUrl: QueueUrl } = config;
  const client = traced(new SQSClient({ ...light(), useQueueUrlAsEndpoint: false }), config);
  return {
    async send(records) {
      if (!QueueUrl) throw new Error('This function was given no PASSED_OVER_QUEUE_URL.');
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ passedOver: records }) }));
    },
  };
}

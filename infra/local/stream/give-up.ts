import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { StreamSource } from '../assembly/model.ts';
import type { Delivery } from './deliver.ts';

interface Destination {
  readonly source: StreamSource;
  readonly functionArn: string;
  readonly client: SQSClient;
  /** Null when the source names no queue: records that are given up are then lost, as on AWS. */
  readonly queueUrl: string | null;
}

const isoSeconds = (seconds: number | undefined): string => new Date((seconds ?? 0) * 1000).toISOString();

/** Reports the stream positions of given-up records, not their content, to the source's on-failure queue. */
export function createGiveUp({ source, functionArn, client, queueUrl }: Destination): Delivery['giveUp'] {
  return async (records, condition, attempts) => {
    if (queueUrl === null) return;
    const first = records[0]?.dynamodb;
    const last = records.at(-1)?.dynamodb;
    const body = {
      requestContext: { requestId: randomUUID(), functionArn, condition, approximateInvokeCount: attempts },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        shardId: 'local',
        startSequenceNumber: first?.SequenceNumber,
        endSequenceNumber: last?.SequenceNumber,
        approximateArrivalOfFirstRecord: isoSeconds(first?.ApproximateCreationDateTime),
        approximateArrivalOfLastRecord: isoSeconds(last?.ApproximateCreationDateTime),
        batchSize: records.length,
        streamArn: source.streamArn,
      },
    };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body) }));
  };
}

import type { SQSClient } from '@aws-sdk/client-sqs';
import type { QueueSource, QueueSpec } from '../assembly/model.ts';
import type { Faults } from '../control/faults.ts';
import type { LocalFunction } from '../lambda/function.ts';

export interface QueuePolling {
  readonly source: QueueSource;
  readonly queue: QueueSpec;
  readonly client: SQSClient;
  readonly region: string;
  readonly target: LocalFunction;
  readonly faults: Pick<Faults, 'deliveries' | 'delay'>;
  readonly onError: (error: unknown) => void;
}

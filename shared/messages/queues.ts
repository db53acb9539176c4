import type { WorkspaceId } from '../domain/ids.ts';

/** `select` takes `SelectMessage`s, `work` takes `WorkMessage`s (jobs.ts). */
export type QueueName = 'select' | 'work';

/** Where messages are sent; who sends them does not know whether that is SQS or a test's list. */
export interface Queues {
  /** Sends the messages of one workspace, which shares the queue fairly with others. Throws when any is not taken. */
  send(queue: QueueName, messages: readonly object[], workspace: WorkspaceId): Promise<void>;
}

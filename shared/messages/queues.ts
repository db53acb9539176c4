import type { WorkspaceId } from '../domain/ids.ts';

/** `select` takes `SelectMessage`s, `work` `WorkMessage`s, `files` `FilesMessage`s (jobs.ts), `webhooks` `DeliveryMessage`s (webhooks.ts), `inbound` `InboundMessage`s (inbound.ts), `pull` `PullMessage`s (pulls.ts). */
export type QueueName = 'select' | 'work' | 'files' | 'webhooks' | 'inbound' | 'pull';

/** Where messages are sent; who sends them does not know whether that is SQS or a test's list. */
export interface Queues {
  /**
   * Sends the messages of one workspace, which shares the queue fairly with others; they are delivered after `delay` seconds at the
   * earliest. Throws BusyError when the queue has no room for them, and another error when any is refused for another reason.
   */
  send(
    queue: QueueName,
    messages: readonly object[],
    workspace: WorkspaceId,
    options?: { readonly delay?: number },
  ): Promise<void>;
}

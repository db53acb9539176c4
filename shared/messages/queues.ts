import type { WorkspaceId } from '../domain/ids.ts';

/**
 * `select` takes `SelectMessage`s, `work` `WorkMessage`s, `files` `FilesMessage`s (jobs.ts), `deliveries`
 * `DeliveryMessage`s (webhooks.ts), `inbound` `InboundMessage`s (inbound.ts), `pull` `PullMessage`s (pulls.ts),
 * `snapshots` `SnapshotMessage`s (snapshots.ts).
 */
export type QueueName = 'select' | 'work' | 'files' | 'deliveries' | 'inbound' | 'pull' | 'snapshots';

/** The queues. Callers do not know whether they are SQS or a test's list. */
export interface Queues {
  /**
   * Sends messages of one workspace, which shares the queue fairly with others. They are delivered after at least
   * `delay` seconds. Throws BusyError when the queue has no room, and another error when a message is refused.
   */
  send(
    queue: QueueName,
    messages: readonly object[],
    workspace: WorkspaceId,
    options?: { readonly delay?: number },
  ): Promise<void>;
}

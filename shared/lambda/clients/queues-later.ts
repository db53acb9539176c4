import type { Queues } from '../../messages/queues.ts';
import type { Config } from '../invocation/config.ts';
import { openQueues } from './queues.ts';

/** The queues, for a function that seldom sends: their client is loaded with the first message (infra/bundles). */
export function openQueuesLater(config: Config): Queues {
  let opened: Queues | undefined;
  return {
    send: (...message) => {
      opened ??= openQueues(config);
      return opened.send(...message);
    },
  };
}

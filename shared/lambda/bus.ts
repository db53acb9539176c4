import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { PARTLY, retryWithinLimit } from '../data/dynamo/index.ts';
import { DETAIL_TYPE, SOURCE } from '../domain/bus/types.ts';
import type { Bus } from '../messages/bus.ts';
import { batchesOf } from './batches.ts';
import type { Config } from './config.ts';
import { traced } from './traced.ts';

export function openBus(config: Config): Bus {
  const client = traced(new EventBridgeClient({}), config);
  const { eventBusName } = config;
  return {
    async put(entries) {
      if (!eventBusName) throw new Error('This function was given no EVENT_BUS_NAME.');
      const all = entries.map((entry) => ({
        EventBusName: eventBusName,
        Source: SOURCE,
        DetailType: DETAIL_TYPE,
        Detail: JSON.stringify(entry),
      }));
      for (const some of batchesOf(all, ({ Detail }) => Buffer.byteLength(Detail))) await putAll(client, some);
    },
  };
}

/** Error codes of entries that EventBridge had no room for; others mean that the entry is invalid. */
const PASSING = new Set(['ThrottlingException', 'InternalFailure', 'InternalException']);

/** Puts entries, and again those that the bus did not accept. */
function putAll(client: EventBridgeClient, entries: readonly PutEventsRequestEntry[]): Promise<unknown> {
  let left = [...entries];
  return retryWithinLimit(async () => {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: left }));
    const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined && !PASSING.has(ErrorCode));
    if (refused) throw new RangeError(`The bus refused an entry: ${refused.ErrorCode}`);
    left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
    return left.length === 0 || PARTLY;
  });
}

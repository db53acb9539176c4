import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { light, PARTLY, retryWithinLimit } from '../../data/dynamo/index.ts';
import { DETAIL_TYPE, DUTY_TYPE, SOURCE } from '../../domain/bus-types.ts';
import type { Bus } from '../../messages/bus.ts';
import type { Duty } from '../../messages/dead-letters.ts';
import type { Config } from '../invocation/config.ts';
import { batchesOf } from './batches.ts';
import { traced } from './traced.ts';

export function openBus(config: Config): Bus {
  return { put: putter(config, DETAIL_TYPE) };
}

/** The person on duty, whom a rule of the bus tells. */
export function openDuty(config: Config): Duty {
  const put = putter(config, DUTY_TYPE);
  return { tell: (about) => put([about]) };
}

function putter(config: Config, DetailType: string): (details: readonly object[]) => Promise<void> {
  const client = traced(new EventBridgeClient(light()), config);
  const { eventBusName } = config;
  return async (details) => {
    if (!eventBusName) throw new Error('This function was given no EVENT_BUS_NAME.');
    const all = details.map((detail) => ({
      EventBusName: eventBusName,
      Source: SOURCE,
      DetailType,
      Detail: JSON.stringify(detail),
    }));
    for (const some of batchesOf(all, ({ Detail }) => Buffer.byteLength(Detail))) await putAll(client, some);
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

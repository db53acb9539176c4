import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { isThrottle } from './throttles.ts';

/** Units that DynamoDB reports as consumed, indexes included. */
export interface Consumed {
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface Meter {
  /** Consumed since the meter was made. Read it before and after a piece of work, and subtract. */
  read(): Consumed;
  add(consumed: Consumed): void;
  /** Write units that will follow from changes (history, counts, cleaning up), since the meter was made. */
  following(): number;
  addFollowing(writeUnits: number): void;
  /** Requests that DynamoDB throttled since the meter was made, counting each retry. */
  throttled(): number;
  countThrottle(): void;
}

export function createMeter(): Meter {
  let readUnits = 0;
  let writeUnits = 0;
  let following = 0;
  let throttled = 0;
  return {
    read: () => ({ readUnits, writeUnits }),
    following: () => following,
    addFollowing(units) {
      following += units;
    },
    throttled: () => throttled,
    countThrottle: () => {
      throttled += 1;
    },
    add(consumed) {
      readUnits += consumed.readUnits;
      writeUnits += consumed.writeUnits;
    },
  };
}

export const consumedSince = (meter: Meter, start: Consumed): Consumed => {
  const now = meter.read();
  return { readUnits: now.readUnits - start.readUnits, writeUnits: now.writeUnits - start.writeUnits };
};

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

interface Answer {
  readonly ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
}

/** Makes a client request the consumed capacity of every call, and adds it to the meter. */
export function metered(client: DynamoDBClient, meter: Meter): DynamoDBClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const result = await next(args);
      const { ConsumedCapacity: consumed = [] } = result.output as Answer;
      const units = [consumed].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
      const reads = READS.has(String(context['commandName']).replace(/Command$/, ''));
      meter.add({ readUnits: reads ? units : 0, writeUnits: reads ? 0 : units });
      return result;
    },
    { step: 'initialize', name: 'meter' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (isThrottle(error)) meter.countThrottle();
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'throttles' },
  );
  return client;
}

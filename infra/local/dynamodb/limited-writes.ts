/** Tables and indexes that take so many write units a second and no more, as those of DynamoDB do. */
import { type Intercept, readJson } from '../http/proxy.ts';
import type { HttpResponse } from '../http/response.ts';
import { type Shape, shapes } from './table-shape.ts';
import { throttled } from './throttled.ts';
import { type Written, writtenBy } from './written-keys.ts';

interface Consumed {
  readonly TableName: string;
  readonly Table?: { readonly CapacityUnits: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>;
}

export interface LimitOptions {
  /** Write units a second of each table and of each index; 0: no limit. */
  readonly unitsPerSecond: () => number;
  /** From 0 to below 1, for the form of a refusal and what of a batch is taken. */
  readonly draw: () => number;
  /** Milliseconds of any clock that runs on. */
  readonly now?: () => number;
}

/**
 * Refuses writes to a table that has used up what it may, in the forms of a throttled DynamoDB, until time has paid for them. What a write
 * takes is known only from its answer, so the last one may go into debt; a second's units are kept when they are not used. An index that is
 * in debt refuses the writes that go through to it, those of items with its keys.
 */
export function limitedWrites({ unitsPerSecond, draw, now = () => performance.now() }: LimitOptions): Intercept {
  const shapeOf = shapes();
  const taken = new Map<string, { readonly debt: number; readonly at: number }>();

  /** Units taken and not yet paid for by time. */
  function debtOf(target: string): number {
    const { debt, at } = taken.get(target) ?? { debt: 0, at: now() };
    return Math.max(0, debt - ((now() - at) / 1000) * unitsPerSecond());
  }
  const charge = (target: string, units = 0): void => {
    if (units > 0) taken.set(target, { debt: debtOf(target) + units, at: now() });
  };
  const isSpent = (target: string): boolean => debtOf(target) >= unitsPerSecond();

  function chargeAll(answer: HttpResponse): HttpResponse {
    const { ConsumedCapacity = [] } = readJson(answer) as { ConsumedCapacity?: Consumed | readonly Consumed[] };
    for (const { TableName, Table, GlobalSecondaryIndexes = {} } of [ConsumedCapacity].flat() as readonly Consumed[]) {
      charge(TableName, Table?.CapacityUnits);
      for (const [index, { CapacityUnits }] of Object.entries(GlobalSecondaryIndexes))
        charge(`${TableName}/${index}`, CapacityUnits);
    }
    return answer;
  }

  return async (call, forward) => {
    const written = unitsPerSecond() > 0 ? writtenBy(call.operation, readJson(call)) : [];
    if (written.length === 0) return forward(call.body);
    const passOn = async (body: Buffer) => chargeAll(await forward(body));
    const targets = await Promise.all(written.map(async (one) => targetsOf(one, await shapeOf(one.table, forward))));
    return targets.flat().some(isSpent) ? throttled(call, passOn, draw) : passOn(call.body);
  };
}

/** The table, and the indexes that an item is put into; what an update or a deletion takes out of them is not known beforehand. */
const targetsOf = ({ table, given }: Written, { indexes }: Shape): string[] => [
  table,
  ...Object.entries(indexes).flatMap(([index, keys]) =>
    keys.every((name) => given[name]) ? [`${table}/${index}`] : [],
  ),
];

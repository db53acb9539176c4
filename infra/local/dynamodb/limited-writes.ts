/** Limits the write units a second of tables and indexes, as DynamoDB does. */
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

interface LimitOptions {
  /** Write units a second of each table and of each index; 0: no limit. */
  readonly unitsPerSecond: () => number;
  /** At least 0 and less than 1; decides the form of a refusal, and which part of a batch is done. */
  readonly draw: () => number;
  /** Milliseconds of any running clock. */
  readonly now?: () => number;
}

/** Refuses writes to a table that has used its units, as a throttled DynamoDB. Its last write may cause debt. */
export function limitedWrites({ unitsPerSecond, draw, now = () => performance.now() }: LimitOptions): Intercept {
  const shapeOf = shapes();
  const taken = new Map<string, { readonly debt: number; readonly at: number }>();

  /** Used units that time has not yet restored. */
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

/** The table, and the indexes of a put item; what an update or deletion removes from them is unknown before. */
const targetsOf = ({ table, given }: Written, { indexes }: Shape): string[] => [
  table,
  ...Object.entries(indexes).flatMap(([index, keys]) =>
    keys.every((name) => given[name]) ? [`${table}/${index}`] : [],
  ),
];

import * as z from 'zod/mini';

export interface Units {
  readonly read_units: number;
  readonly write_units: number;
}

/** What the functions reported as consumed, since the start or the last reset. */
export interface Capacity {
  add(functionName: string, units: Units): void;
  report(): { total: Units; functions: Record<string, Units> };
  reset(): void;
}

const NONE: Units = { read_units: 0, write_units: 0 };

const plus = (a: Units, b: Units): Units => ({
  read_units: a.read_units + b.read_units,
  write_units: a.write_units + b.write_units,
});

export function createCapacity(): Capacity {
  const functions = new Map<string, Units>();
  return {
    add: (name, units) => void functions.set(name, plus(functions.get(name) ?? NONE, units)),
    report: () => ({
      total: [...functions.values()].reduce(plus, NONE),
      functions: Object.fromEntries([...functions].sort(([a], [b]) => a.localeCompare(b))),
    }),
    reset: () => functions.clear(),
  };
}

const Value = z.optional(z.union([z.number(), z.array(z.number())]));
const Metrics = z.object({ ReadUnits: Value, WriteUnits: Value });

const sum = (value: z.infer<typeof Value>): number => [value ?? 0].flat().reduce((total, one) => total + one, 0);

/** The units in a line of CloudWatch's embedded metric format; null when it holds none. */
export function unitsIn(line: string): Units | null {
  const metrics = Metrics.safeParse(parsed(line)).data;
  if (!metrics) return null;
  const units = { read_units: sum(metrics.ReadUnits), write_units: sum(metrics.WriteUnits) };
  return units.read_units + units.write_units > 0 ? units : null;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // A log line that only looks like a metric.
    return null;
  }
}

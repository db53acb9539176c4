import * as z from 'zod/mini';

export interface Units {
  readonly read_units: number;
  readonly write_units: number;
}

/** Consumed units that functions reported since the start or the last reset. */
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

const ConsumedLine = z.object({ message: z.literal('consumed'), readUnits: z.number(), writeUnits: z.number() });

/** The units in a line that `shared/lambda/invocation/handler.ts` logs after an invocation; null for any other line. */
export function unitsIn(line: string): Units | null {
  const { data } = ConsumedLine.safeParse(parsed(line));
  return data ? { read_units: data.readUnits, write_units: data.writeUnits } : null;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The line only looks like one of ours.
    return null;
  }
}

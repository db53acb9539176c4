import type { FunctionSpec } from './assembly/model.ts';
import { createFunction, type Host, type LocalFunction } from './lambda/function.ts';
import type { Cleanup } from './services.ts';

/** Idle environments end after this time; Lambda keeps them for some minutes. */
const IDLE_MS = 120_000;

/** The assembly's functions by name; the first invocation starts each. */
export function createFunctions(
  specs: readonly FunctionSpec[],
  host: Host,
  cleanup: Cleanup,
): ReadonlyMap<string, LocalFunction> {
  const functions = new Map(specs.map((spec) => [spec.name, createFunction(spec, host)]));
  const reaper = setInterval(() => functions.forEach((one) => void one.reap(IDLE_MS)), IDLE_MS / 4);
  cleanup.add(async () => {
    clearInterval(reaper);
    await Promise.all([...functions.values()].map((one) => one.stop()));
  });
  return functions;
}

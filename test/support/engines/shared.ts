import type { TestProject } from 'vitest/node';
import { engines, spawnEngine } from './engines.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where an engine runs that files of tests share, by its name. */
    readonly sharedEngines: Readonly<Record<string, string>>;
  }
}

/**
 * Starts DynamoDB Local once for all test files, each with its own tables: a new Java needs as much processor time to
 * start and warm up as most files need for the rest. Files wait for it when they need it.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const started = await Promise.all(engines.filter(({ shared }) => shared).map(spawnEngine));
  provide('sharedEngines', Object.fromEntries(started.map(({ name, endpoint }) => [name, endpoint])));
  return async () => void (await Promise.all(started.map(({ stop }) => stop())));
}

import { builtConsole } from '../../infra/local/console/build.ts';

/** Builds the console once for all tests of it, unless nothing has changed. */
export async function setup(): Promise<void> {
  await builtConsole();
}

import { keptAssembly } from '../../infra/local/assembly/assembly-cache.ts';

/** Synthesises once for all tests, unless nothing has changed; each service still runs the whole assembly by itself. */
export async function setup(): Promise<void> {
  process.env['ASSEMBLY'] = await keptAssembly();
}

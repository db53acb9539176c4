import { keptAssembly } from '../../infra/local/assembly/assembly-cache.ts';

/** Synthesises once for all journeys, unless nothing has changed; each journey still runs the whole assembly by itself. */
export async function setup(): Promise<void> {
  process.env['ASSEMBLY'] = await keptAssembly();
}

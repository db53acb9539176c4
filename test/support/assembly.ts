import { keptAssembly } from '../../infra/local/assembly/kept.ts';

/** Synthesises once for all journeys, unless nothing has changed; each of them still runs it whole and alone. */
export async function setup(): Promise<void> {
  process.env['ASSEMBLY'] = await keptAssembly();
}

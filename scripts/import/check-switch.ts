import type { Api } from '../api.ts';
import type { Say } from './sides.ts';

interface Imported {
  readonly pull: { readonly host: string; readonly status: string; readonly pulled: number } | null;
  readonly job: { readonly status: string } | null;
}

/** Says what is ready for a switch to here. Throws unless everything is. */
export async function checkSwitch(api: Api, host: string, same: boolean, say: Say): Promise<void> {
  const imports = (await api.get('imports.json'))['results'] as Imported[];
  const channels = (await api.get('channels.json'))['results'] as unknown[];
  const last = imports.find(({ pull }) => pull?.host === host);
  const isBrought = last?.pull?.status === 'done' && (last.pull.pulled === 0 || last.job?.status === 'completed');
  const checks = [
    [isBrought, `the last pull from ${host} is complete and imported`],
    [same, 'whoever is there is here, and no opt-out differs'],
    [channels.length > 0, 'messages come here by a channel'],
  ] as const;
  for (const [isReady, what] of checks) say(`${isReady ? 'ready' : 'NOT READY'}: ${what}`);
  if (!checks.every(([isReady]) => isReady)) throw new Error('Do not switch yet.');
  say(`Switch now. The way back begins with: npm run import -- return --since ${new Date().toISOString()}`);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { DeclaredRefusals } from '../../shared/domain/imports/refusals.ts';
import type { Api } from '../api.ts';

interface Pulling {
  readonly host: string;
  readonly token: string;
  /** By column, what it becomes. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly refusals: DeclaredRefusals | undefined;
}

interface Pulled {
  readonly uuid: string;
  readonly pull: {
    readonly host: string;
    readonly status: 'pulling' | 'done' | 'failed';
    readonly pulled: number;
    readonly hidden_addresses: number;
    readonly problem: string | null;
  } | null;
  readonly job: { readonly status: string } | null;
}

const POLL_MS = 1_000;

/**
 * Lets the service pull contacts from a host, or go on with its last pull from there that was not imported yet.
 * Returns the import, whose preview has begun; null when nobody has changed. Throws why a pull has failed.
 */
export async function pullFrom(
  target: Api,
  { host, token, mapping, refusals }: Pulling,
  say: (line: string) => void,
): Promise<string | null> {
  const left = await leftFrom(target, host);
  const uuid =
    left?.uuid ??
    String(
      (await target.post('imports.json', { name: 'From TextIt', textit: { host, token }, mapping, refusals }))['uuid'],
    );
  if (left?.pull?.status === 'failed')
    await target.post(`imports.json?uuid=${uuid}`, { action: 'pull', textit: { token } });
  const { job, pull } = await untilPulled(target, uuid, say);
  if (pull.pulled === 0) return null;
  const { hidden_addresses: hidden } = pull;
  if (hidden > 0) say(`The addresses of ${hidden} contacts are hidden there, so they cannot be moved`);
  if (left !== null || job === null)
    await target.post(`imports.json?uuid=${uuid}`, { action: 'preview', mapping, refusals });
  return uuid;
}

/** The last import from a host, if it was not run. */
async function leftFrom(target: Api, host: string): Promise<Pulled | null> {
  const { results } = (await target.get('imports.json')) as { results: Pulled[] };
  const last = results.find(({ pull }) => pull?.host === host);
  const isLeft = last?.job === null ? last.pull?.status !== 'done' : last?.job.status === 'ready';
  return last !== undefined && isLeft ? last : null;
}

async function untilPulled(target: Api, uuid: string, say: (line: string) => void) {
  let said = -1;
  for (;;) {
    const { results } = (await target.get(`imports.json?uuid=${uuid}`)) as { results: Pulled[] };
    const { pull = null, job = null } = results[0] ?? {};
    if (!pull || pull.status === 'failed') throw new Error(`The pull has failed: ${pull?.problem ?? 'it is gone'}`);
    if (pull.pulled !== said) say(`${pull.pulled} contacts pulled${pull.problem === null ? '' : `: ${pull.problem}`}`);
    said = pull.pulled;
    if (pull.status === 'done') return { job, pull };
    await sleep(POLL_MS);
  }
}

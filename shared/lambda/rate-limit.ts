import { ContentionError, consumedSince, createMeter, type Data, type Meter } from '../data/dynamo/index.ts';
import { takeAllowance } from '../data/limits/index.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { type Lease, spend } from '../domain/limits/allowance.ts';
import type { Request } from './endpoint.ts';
import { type ApiError, refuse } from './errors.ts';

/** What is limited apart (TextIt 6.1); endpoints that name none count as `v2`. */
export const RATE_SCOPES = ['v2', 'v2.contacts', 'v2.messages', 'v2.runs'] as const;
export type RateScope = (typeof RATE_SCOPES)[number];

/** TextIt's default, an hour. */
export const DEFAULT_RATE = 3_600;

/** What this container knows of one limit: requests it has borrowed, or (seconds since 1970) how long asking is in vain. */
type Standing = Lease | { readonly limit: number; readonly availableAt: number };

/** Forgetting a lease costs its workspace nothing but cheap requests for a while. */
const REMEMBERED = 1_000;

/** Seconds to wait when so many containers borrow at once that this one did not get its turn. */
const CROWDED = 1;

interface Container {
  readonly standings: Map<string, Standing>;
  readonly meter: Meter;
}

const containers = new WeakMap<Data, Container>();

/** What keeping rate limits has consumed so far; it is in the meter of `data` as well. */
export const limitsMeter = (data: Data): Meter => containerOf(data).meter;

/** Counts the request against its workspace's limit; throws TextIt's 429 when that is used up. Mostly costs nothing. */
export async function throttle(
  scope: RateScope,
  { runtime: { data }, caller, assets, now }: Pick<Request, 'runtime' | 'caller' | 'assets' | 'now'>,
): Promise<void> {
  const limit = assets.settings.apiRates[scope] ?? DEFAULT_RATE;
  const seconds = now / 1_000_000;
  const { standings } = containerOf(data);
  const key = `${caller.workspace} ${scope}`;
  const asked = { data, workspace: caller.workspace, scope, limit, now: seconds };
  const standing = next(standings.get(key), asked) ?? (await borrow(standings.get(key), asked));
  remember(standings, key, standing);
  if ('availableAt' in standing) throw throttled(standing.availableAt - seconds);
}

function remember(standings: Map<string, Standing>, key: string, standing: Standing): void {
  standings.delete(key);
  const [oldest] = standings.keys();
  if (standings.size >= REMEMBERED && oldest !== undefined) standings.delete(oldest);
  standings.set(key, standing);
}

interface Asked {
  readonly data: Data;
  readonly workspace: WorkspaceId;
  readonly scope: RateScope;
  readonly limit: number;
  readonly now: number;
}

/** What follows from what is known already; null when the ledger has to be asked. */
function next(standing: Standing | undefined, { limit, now }: Asked): Standing | null {
  if (standing === undefined) return null;
  if ('size' in standing) return spend(standing, limit, now);
  return standing.limit === limit && standing.availableAt > now ? standing : null;
}

async function borrow(
  standing: Standing | undefined,
  { data, workspace, scope, limit, now }: Asked,
): Promise<Standing> {
  const spent = standing && 'size' in standing ? standing : undefined;
  const start = data.meter.read();
  try {
    const taken = await takeAllowance(data, workspace, scope, { limit, now, spent });
    return 'lease' in taken ? taken.lease : { limit, availableAt: taken.availableAt };
  } catch (error) {
    if (error instanceof ContentionError) throw throttled(CROWDED);
    throw error;
  } finally {
    limitsMeter(data).add(consumedSince(data.meter, start));
  }
}

/** @param wait - seconds */
function throttled(wait: number): ApiError {
  const seconds = Math.max(1, Math.ceil(wait));
  const detail = `Request was throttled. Expected available in ${seconds} seconds.`;
  return refuse(detail, 429).with({ 'retry-after': String(seconds) });
}

function containerOf(data: Data): Container {
  const container = containers.get(data) ?? { standings: new Map(), meter: createMeter() };
  containers.set(data, container);
  return container;
}

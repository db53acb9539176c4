import {
  ContentionError,
  consumedSince,
  createMeter,
  type Data,
  type Meter,
  unlessDiskFull,
} from '../../data/dynamo/index.ts';
import { takeAllowance, takeSeconds } from '../../data/limits/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Lease, spendLease } from '../../domain/limits/allowance.ts';
import { FIXED_RATES, isFixed, type RateScope } from '../../domain/settings/rate-scopes.ts';
import type { Settings } from '../../domain/workspace.ts';
import type { Config } from '../invocation/config.ts';
import type { RequestContext } from './endpoint.ts';
import { type ApiError, refuse } from './errors.ts';

/** Requests an hour; TextIt's default. */
export const DEFAULT_RATE = 3_600;

/** Other defaults: for five people at screens that refresh by themselves. */
const DEFAULT_RATES: Readonly<Record<string, number>> = { 'v2.console': 18_000 };

/** A limit that is used up: every request is refused until this time (seconds since 1970). */
interface Exhausted {
  readonly limit: number;
  readonly availableAt: number;
}

/** What this container knows of one limit: the borrowed requests, or that there are none left. */
type Allowance = Lease | Exhausted;

/** Limits that a container caches. A forgotten lease only loses requests that cost nothing. */
const REMEMBERED = 1_000;

/** Seconds to wait when this container got nothing, because too many borrow at once. */
const CROWDED = 1;

interface Container {
  readonly allowances: Map<string, Allowance>;
  readonly meter: Meter;
}

const containers = new WeakMap<Data, Container>();

/** The units consumed by rate limits; the meter of `data` includes them. */
export const limitsMeter = (data: Data): Meter => containerOf(data).meter;

/** Counts the request towards its workspace's limit; throws TextIt's 429 when that is used up. Most calls are free. */
export async function throttle(
  scope: RateScope,
  { runtime: { data, config }, caller, assets, now }: Pick<RequestContext, 'runtime' | 'caller' | 'assets' | 'now'>,
): Promise<void> {
  const limit = limitOf(scope, assets.settings, config);
  const seconds = now / 1_000_000;
  const { allowances } = containerOf(data);
  // People at screens do not block each other.
  const own = caller.kind === 'person' ? `${scope}#${caller.id}` : scope;
  const key = `${caller.workspace} ${own}`;
  const counted = { data, workspace: caller.workspace, scope: own, limit, now: seconds };
  const known = allowances.get(key);
  const allowance = next(known, counted) ?? (await unlessDiskFull(borrow(known, counted)));
  // Nothing can be counted: reads go on, and a write says why it cannot be carried out.
  if (allowance === null) return;
  remember(allowances, key, allowance);
  if ('availableAt' in allowance) throw throttled(allowance.availableAt - seconds);
}

/** Requests an hour. The deployment's own limit wins over the workspace's. */
function limitOf(scope: RateScope, { apiRates }: Settings, { maxApiRate = DEFAULT_RATE }: Config): number {
  if (isFixed(scope)) return FIXED_RATES[scope];
  return Math.min(apiRates[scope] ?? DEFAULT_RATES[scope] ?? DEFAULT_RATE, maxApiRate);
}

/** Forgets the least recently used one. */
function remember(allowances: Map<string, Allowance>, key: string, allowance: Allowance): void {
  allowances.delete(key);
  const [oldest] = allowances.keys();
  if (allowances.size >= REMEMBERED && oldest !== undefined) allowances.delete(oldest);
  allowances.set(key, allowance);
}

interface Counted {
  readonly data: Data;
  readonly workspace: WorkspaceId;
  /** With whom it is counted for, where each has one. */
  readonly scope: string;
  readonly limit: number;
  /** Seconds since 1970. */
  readonly now: number;
}

/** The new state after counting the request locally; null when only the table can decide. */
function next(known: Allowance | undefined, { limit, now }: Counted): Allowance | null {
  if (known === undefined) return null;
  if ('size' in known) return spendLease(known, limit, now);
  return known.limit === limit && known.availableAt > now ? known : null;
}

async function borrow(
  known: Allowance | undefined,
  { data, workspace, scope, limit, now }: Counted,
): Promise<Allowance> {
  const spent = known && 'size' in known ? known : undefined;
  const taken = await counting(data, () => takeAllowance(data, workspace, scope, { limit, now, spent }));
  return 'lease' in taken ? taken.lease : { limit, availableAt: taken.availableAt };
}

/**
 * Carries out a request that needs so many seconds at most, once its workspace has begun little enough; otherwise
 * throws TextIt's 429. Undefined: it is not dear. Costs 2 read and 2 write units.
 */
export async function withinSeconds<T>(
  seconds: number | undefined,
  { runtime: { data }, caller: { workspace }, now }: Pick<RequestContext, 'runtime' | 'caller' | 'now'>,
  work: () => Promise<T>,
): Promise<T> {
  if (seconds === undefined) return work();
  const begun = now / 1_000_000;
  const take = (some: number, at: number) => counting(data, () => takeSeconds(data, workspace, some, at));
  const wait = await unlessDiskFull(take(seconds, begun));
  if (wait !== null && wait > 0) throw throttled(wait);
  const start = performance.now();
  try {
    return await work();
  } finally {
    const needed = (performance.now() - start) / 1_000;
    // What cannot be given back goes by itself.
    await take(needed - seconds, begun + needed).catch(() => null);
  }
}

/** Counts as the limits' own, and says when too many count at once. */
async function counting<T>(data: Data, count: () => Promise<T>): Promise<T> {
  const start = data.meter.read();
  try {
    return await count();
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
  return refuse({ code: 'throttled', seconds }, 429).with({ 'retry-after': String(seconds) });
}

function containerOf(data: Data): Container {
  const container = containers.get(data) ?? { allowances: new Map(), meter: createMeter() };
  containers.set(data, container);
  return container;
}

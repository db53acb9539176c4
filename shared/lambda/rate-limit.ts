import { ContentionError, consumedSince, createMeter, type Data, type Meter } from '../data/dynamo/index.ts';
import { takeAllowance } from '../data/limits/index.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { type Lease, spendLease } from '../domain/limits/allowance.ts';
import type { Settings } from '../domain/workspace.ts';
import type { Config } from './config.ts';
import type { RequestContext } from './endpoint.ts';
import { type ApiError, refuse } from './errors.ts';

/** Each has a limit of its own (TextIt 6.1), which `api_rates` may set; endpoints that name none count against `v2`. */
export const RATE_SCOPES = ['v2', 'v2.contacts', 'v2.messages', 'v2.runs', 'v2.console'] as const;

/** Limits that no workspace can change. Saving settings has one, so that a rate that was set too low can be set right. */
const FIXED_RATES = { 'v2.settings': 600 } as const;

type FixedScope = keyof typeof FIXED_RATES;
export type RateScope = (typeof RATE_SCOPES)[number] | FixedScope;

/** What the console asks counts by itself, whatever it is about, so that people who look at screens use up no script's rate, nor scripts theirs. */
export const rateScopeOf = (scope: RateScope = 'v2', client: RequestContext['client']): RateScope =>
  client === 'console' && !isFixed(scope) ? 'v2.console' : scope;

const isFixed = (scope: RateScope): scope is FixedScope => Object.hasOwn(FIXED_RATES, scope);

/** Requests an hour; TextIt's default. */
export const DEFAULT_RATE = 3_600;

/** Of what has another default: five people before screens that look anew by themselves. */
const DEFAULT_RATES: Readonly<Record<string, number>> = { 'v2.console': 18_000 };

/** A limit that is used up: until this time, in seconds since 1970, every request is refused. */
interface Exhausted {
  readonly limit: number;
  readonly availableAt: number;
}

/** What this container knows about one limit: the requests that it has borrowed, or that there are none left. */
type Allowance = Lease | Exhausted;

/** Limits that a container remembers. Forgetting a lease loses its workspace only the requests that cost nothing. */
const REMEMBERED = 1_000;

/** Seconds to wait when so many containers borrow at once that this one got nothing. */
const CROWDED = 1;

interface Container {
  readonly allowances: Map<string, Allowance>;
  readonly meter: Meter;
}

const containers = new WeakMap<Data, Container>();

/** The units that keeping rate limits has consumed so far; the meter of `data` contains them too. */
export const limitsMeter = (data: Data): Meter => containerOf(data).meter;

/** Counts the request against its workspace's limit; throws TextIt's 429 when that is used up. Most calls consume nothing. */
export async function throttle(
  scope: RateScope,
  { runtime: { data, config }, caller, assets, now }: Pick<RequestContext, 'runtime' | 'caller' | 'assets' | 'now'>,
): Promise<void> {
  const limit = limitOf(scope, assets.settings, config);
  const seconds = now / 1_000_000;
  const { allowances } = containerOf(data);
  const key = `${caller.workspace} ${scope}`;
  const counted = { data, workspace: caller.workspace, scope, limit, now: seconds };
  const known = allowances.get(key);
  const allowance = next(known, counted) ?? (await borrow(known, counted));
  remember(allowances, key, allowance);
  if ('availableAt' in allowance) throw throttled(allowance.availableAt - seconds);
}

/** Requests an hour. What a workspace was allowed before the deployment allowed less counts no longer. */
function limitOf(scope: RateScope, { apiRates }: Settings, { maxApiRate = DEFAULT_RATE }: Config): number {
  if (isFixed(scope)) return FIXED_RATES[scope];
  return Math.min(apiRates[scope] ?? DEFAULT_RATES[scope] ?? DEFAULT_RATE, maxApiRate);
}

/** The one that was used longest ago is forgotten for it. */
function remember(allowances: Map<string, Allowance>, key: string, allowance: Allowance): void {
  allowances.delete(key);
  const [oldest] = allowances.keys();
  if (allowances.size >= REMEMBERED && oldest !== undefined) allowances.delete(oldest);
  allowances.set(key, allowance);
}

/** A request that is counted. */
interface Counted {
  readonly data: Data;
  readonly workspace: WorkspaceId;
  readonly scope: RateScope;
  readonly limit: number;
  /** Seconds since 1970. */
  readonly now: number;
}

/** What is left when the request is counted against what is known; null when that does not decide it. */
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
  const container = containers.get(data) ?? { allowances: new Map(), meter: createMeter() };
  containers.set(data, container);
  return container;
}

import { existsSync } from 'node:fs';
import type { Intercept } from './http/proxy.ts';

/** How often a batch is delivered, and whether concurrently. */
export interface Deliveries {
  readonly times: number;
  readonly together: boolean;
}

/** What tests break in this service. Their tools stand with the tests: a checkout has them, and the package has not. */
export interface Faults {
  /** When to kill the starting invocation, in ms, at any moment of what it usually takes; null: not. */
  killAfter(functionName: string, usualMs: number): number | null;
  /** Resolves when the invocation may start: at once, or when the function is no longer held. */
  untilFree(functionName: string): Promise<void>;
  /** Whether Lambda refuses this invocation, as with too many at once. */
  refuses(functionName: string): boolean;
  /** How the next batch of a source (a queue's URL or a stream's ARN) is delivered. */
  deliveries(source: string): Deliveries;
  /** Milliseconds by which the next delivery of a source is late. */
  delay(source: string): number;
  /** How functions' calls are answered that go through the proxies. */
  readonly dynamodb: Intercept;
  readonly sqs: Intercept;
  /** Whether functions must call through the proxies. */
  readonly proxied: boolean;
  report(): object;
  /** Changes the faults as a request says. Returns what is wrong with the request, null for nothing. */
  change(body: unknown): string | null;
}

/** What the tools are given of the service. */
interface Breakable {
  /** Queues' URLs by the names that `GET /_local/info` shows. */
  readonly urls: Readonly<Record<string, string>>;
  readonly functions: readonly string[];
  /** Whether what AWS does now and then is on from the start. */
  readonly asAws: boolean;
  /** Milliseconds since 1970, by the clock that functions see. */
  readonly now: () => number;
}

/** The default export of the tools' module. */
export type FaultTools = (breakable: Breakable) => Faults;

export const ONCE: Deliveries = { times: 1, together: false };

const NO_FAULTS: Faults = {
  killAfter: () => null,
  untilFree: () => Promise.resolve(),
  refuses: () => false,
  deliveries: () => ONCE,
  delay: () => 0,
  dynamodb: (call, forward) => forward(call.body),
  sqs: (call, forward) => forward(call.body),
  proxied: false,
  report: () => ({}),
  change: () => 'Faults are tools of tests, which only a checkout of the repository has.',
};

const TOOLS = new URL('../../test/support/faults/index.ts', import.meta.url);

/** The faults of this checkout; none in the package. */
export async function openFaults(breakable: Breakable): Promise<Faults> {
  if (!existsSync(TOOLS)) return NO_FAULTS;
  const { default: tools } = (await import(TOOLS.href)) as { readonly default: FaultTools };
  return tools(breakable);
}

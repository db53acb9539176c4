import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Data, openData } from '../data/dynamo/index.ts';
import { type Instant, instant } from '../domain/instant.ts';
import type { Queues } from '../messages/queues.ts';
import { type Config, readConfig } from './config.ts';

/** What handlers are given: everything that is neither the event nor pure. */
export interface Runtime {
  readonly config: Config;
  readonly data: Data;
  readonly queues: Queues;
  readonly logger: Logger;
  readonly metrics: Metrics;
  now(): Instant;
}

/**
 * What only some functions need. Each opener brings an SDK client of its own into the bundle, so the entry files of those
 * functions name it, and the others stay without (docs/adr/006-cjs-bundles.md).
 */
export interface Openers {
  readonly queues?: (config: Config) => Queues;
  readonly hmacKey?: (config: Config) => () => Promise<string>;
}

/** A handler's one runtime, opened at the first call. */
export function lazyRuntime(openers: Openers): () => Runtime {
  let opened: Runtime | undefined;
  return () => {
    opened ??= open(openers);
    return opened;
  };
}

function open({ queues = noQueues, hmacKey = noHmacKey }: Openers): Runtime {
  const config = readConfig();
  return {
    config,
    data: openData({ ...config, hmacKey: hmacKey(config) }),
    queues: queues(config),
    logger: new Logger(),
    metrics: new Metrics(),
    now: currentInstant,
  };
}

const noQueues = (): Queues => ({
  send: (queue) => Promise.reject(new Error(`This function's entry file brings no queues: nothing sent to ${queue}.`)),
});

const noHmacKey = () => () => Promise.reject(new Error("This function's entry file brings no address key."));

let last = 0;

/** Now, in microseconds; strictly later at each call within a container, since the clock itself ticks in milliseconds. */
export function currentInstant(): Instant {
  last = Math.max(Date.now() * 1000, last + 1);
  return instant(last);
}

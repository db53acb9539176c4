import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Data, openData } from '../data/client.ts';
import { type Instant, instant } from '../domain/instant.ts';
import { type Config, readConfig } from './config.ts';
import { openQueues, type Queues } from './queues.ts';
import { lazySecret } from './secret.ts';

/** What handlers are given: everything that is neither the event nor pure. */
export interface Runtime {
  readonly config: Config;
  readonly data: Data;
  readonly queues: Queues;
  readonly logger: Logger;
  readonly metrics: Metrics;
  now(): Instant;
}

let opened: Runtime | undefined;

/** The container's one runtime, opened at the first call. */
export function runtime(): Runtime {
  opened ??= open();
  return opened;
}

function open(): Runtime {
  const config = readConfig();
  return {
    config,
    data: openData({ ...config, hmacKey: lazySecret(config.hmacSecretArn) }),
    queues: openQueues(config),
    logger: new Logger(),
    metrics: new Metrics(),
    now: currentInstant,
  };
}

let last = 0;

/** Now, in microseconds; strictly later at each call within a container, since the clock itself ticks in milliseconds. */
export function currentInstant(): Instant {
  last = Math.max(Date.now() * 1000, last + 1);
  return instant(last);
}

import type { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Data, openData } from '../../data/dynamo/index.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { Bus } from '../../messages/bus.ts';
import type { PassedOver } from '../../messages/dead-letters.ts';
import type { Files } from '../../messages/files.ts';
import type { Queues } from '../../messages/queues.ts';
import type { SearchParts } from '../../messages/snapshots.ts';
import { traced } from '../clients/traced.ts';
import { type Config, readConfig } from './config.ts';
import { openLog } from './log.ts';

/** What handlers work with, besides the event and pure code. */
export interface Runtime {
  readonly config: Config;
  readonly data: Data;
  readonly queues: Queues;
  readonly files: Files;
  readonly passedOver: PassedOver;
  readonly bus: Bus;
  /** Null in functions that read snapshots alone. */
  readonly parts: SearchParts | null;
  readonly logger: Logger;
  /** Counts what should not happen (`faults.ts`), for the whole service: CloudWatch charges for each metric. */
  readonly metrics: Metrics;
  now(): Instant;
}

/** Clients that only some functions may use: entries name theirs, so bundles hold no others (tested). */
export interface Openers {
  readonly queues?: (config: Config) => Queues;
  readonly files?: (config: Config) => Files;
  readonly hmacKey?: (config: Config) => () => Promise<string>;
  readonly passedOver?: (config: Config) => PassedOver;
  readonly bus?: (config: Config) => Bus;
  readonly parts?: (config: Config) => SearchParts | null;
}

/** The dimension `service` of metrics; in logs it is the function's name. */
const WHOLE_SERVICE = 'dormouse';

/** A runtime from the environment; throws the name of a missing variable that every function needs. */
export function openRuntime({
  queues = noQueues,
  files = noFiles,
  hmacKey,
  passedOver = noPassedOver,
  bus = noBus,
  parts = () => null,
}: Openers): Runtime {
  const config = readConfig();
  const data = openData({ ...config, hmacKey: hmacKey?.(config) ?? null });
  return {
    config,
    data: { ...data, documents: traced(data.documents, config) },
    queues: queues(config),
    files: files(config),
    passedOver: passedOver(config),
    bus: bus(config),
    parts: parts(config),
    logger: openLog(),
    metrics: new Metrics({ serviceName: WHOLE_SERVICE }),
    now: currentInstant,
  };
}

const noQueues = (): Queues => ({
  send: (queue) => Promise.reject(new Error(`This function's entry file brings no queues: nothing sent to ${queue}.`)),
});

const refuseFiles = (): Promise<never> => Promise.reject(new Error("This function's entry file brings no files."));

const noFiles = (): Files => ({
  read: refuseFiles,
  open: refuseFiles,
  size: refuseFiles,
  write: refuseFiles,
  writeNew: refuseFiles,
  writeStream: refuseFiles,
  join: refuseFiles,
  folders: refuseFiles,
  removeAll: refuseFiles,
  uploadForm: refuseFiles,
  link: refuseFiles,
});

const noPassedOver = (): PassedOver => ({
  send: () => Promise.reject(new Error("This function's entry file brings no failure destination.")),
});

const noBus = (): Bus => ({
  put: () => Promise.reject(new Error("This function's entry file brings no event bus.")),
});

let last = 0;

/** The present in microseconds. It grows with each call in a container, though clocks tick in milliseconds. */
export function currentInstant(): Instant {
  last = Math.max(Date.now() * 1000, last + 1);
  return instant(last);
}

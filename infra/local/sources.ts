import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from './assembly/model.ts';
import type { Faults } from './control/faults.ts';
import { openStreamLog } from './dynamodb/stream-log.ts';
import type { LocalFunction } from './lambda/function.ts';
import { repeat } from './repeat.ts';
import type { Cleanup, Services } from './services.ts';
import type { Settings } from './settings.ts';
import { pollQueue } from './sqs/poller.ts';
import { openBookmarks } from './stream/bookmarks.ts';
import { createGiveUp } from './stream/give-up.ts';
import { pollStream, type StreamPoller } from './stream/poller.ts';
import { openStreams } from './stream/streams.ts';

export interface Sources {
  readonly model: Model;
  readonly settings: Settings;
  readonly services: Services;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly faults: Faults;
  readonly cleanup: Cleanup;
  readonly say: (line: string) => void;
}

const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The assembly has no ${what}.`);
  return value;
};

/** What runs at a stop has this long to end by itself; then its functions are ended. */
const GRACE_MS = 2000;

async function withinGrace(pollers: readonly { stop(): Promise<void> }[]): Promise<void> {
  const stopped = Promise.all(pollers.map((poller) => poller.stop()));
  await Promise.race([stopped, sleep(GRACE_MS, undefined, { ref: false })]);
}

/** Starts taking queue messages to their functions. */
export function startQueueSources({ model, settings, services, functions, faults, cleanup, say }: Sources): void {
  const pollers = model.queueSources.map((source) =>
    pollQueue({
      source,
      queue: found(
        model.queues.find(({ name }) => name === source.queue),
        `queue ${source.queue}`,
      ),
      target: found(functions.get(source.functionName), `function ${source.functionName}`),
      client: services.queues.client,
      region: settings.region,
      faults,
      onError: (error) => say(`Queue ${source.queue}: ${String(error)}`),
    }),
  );
  cleanup.add(() => withinGrace(pollers));
}

/** Starts taking stream records to their functions. */
export function startStreamSources(sources: Sources): readonly StreamPoller[] {
  const { model, settings, services, functions, faults, cleanup, say } = sources;
  const bookmarks = openBookmarks(join(settings.dataDir, 'stream-bookmarks.json'));
  cleanup.add(() => bookmarks.close());
  const streams = openStreams(services.engine.endpoint);
  const { client, urlOf } = services.queues;
  const pollers = model.streamSources.map((source) => {
    const target = found(functions.get(source.functionName), `function ${source.functionName}`);
    const queueUrl = source.onFailure === null ? null : urlOf(source.onFailure);
    const giveUp = createGiveUp({ source, functionArn: target.arn, client, queueUrl });
    const onError = (error: unknown) => say(`Stream of ${source.table}: ${String(error)}`);
    return pollStream({ source, target, streams, bookmarks, region: settings.region, faults, giveUp, onError });
  });
  cleanup.add(() => withinGrace(pollers));
  trimStreams(sources, pollers);
  return pollers;
}

const TRIM_EVERY_MS = 1000;

/** Keeps dynoxide's stream short: what every function has dealt with is deleted. The other engines need no help. */
function trimStreams({ services, cleanup, say }: Sources, pollers: readonly StreamPoller[]): void {
  const { database } = services.engine;
  if (database === null) return;
  const log = openStreamLog(database);
  const trim = () => {
    for (const table of new Set(pollers.map((poller) => poller.table))) {
      const marks = pollers
        .filter((poller) => poller.table === table)
        .map(({ bookmark }) => Number(bookmark?.sequence ?? 0));
      log.trim(table, Math.min(...marks));
    }
  };
  const repeated = repeat(TRIM_EVERY_MS, trim, (error) => say(`The stream is not trimmed: ${String(error)}`));
  cleanup.add(async () => {
    await repeated.stop();
    log.close();
  });
}

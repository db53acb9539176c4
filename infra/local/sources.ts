import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { found } from './assembly/identities.ts';
import type { Model } from './assembly/model.ts';
import type { Faults } from './faults.ts';
import type { LocalFunction } from './lambda/function.ts';
import type { Cleanup, Services } from './services.ts';
import type { Settings } from './settings.ts';
import { pollQueue } from './sqs/poller.ts';
import { openBookmarks } from './stream/bookmarks.ts';
import { createGiveUp } from './stream/give-up.ts';
import { pollStream, type StreamPoller } from './stream/poller.ts';
import { openStreams } from './stream/streams.ts';

interface Repeated {
  stop(): Promise<void>;
}

interface Sources {
  readonly model: Model;
  readonly settings: Settings;
  readonly services: Services;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly faults: Faults;
  readonly cleanup: Cleanup;
  readonly say: (line: string) => void;
}

/** At a stop, running work has this long to end by itself. */
const GRACE_MS = 2000;

async function withinGrace(pollers: readonly { stop(): Promise<void> }[]): Promise<void> {
  const stopped = Promise.all(pollers.map((poller) => poller.stop()));
  await Promise.race([stopped, sleep(GRACE_MS, undefined, { ref: false })]);
}

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

interface StreamSources {
  readonly pollers: readonly StreamPoller[];
  /** Removes deleted data from the engine's file. False: try again. */
  forget(): boolean;
}

/** `now`: the functions' clock, in milliseconds since 1970. */
export function startStreamSources(sources: Sources & { readonly now: () => number }): StreamSources {
  const { model, settings, services, functions, faults, now, cleanup, say } = sources;
  const bookmarks = openBookmarks(join(settings.dataDir, 'stream-bookmarks.json'));
  cleanup.add(() => bookmarks.close());
  const streams = openStreams(services.engine.endpoint);
  const { client, urlOf } = services.queues;
  const pollers = model.streamSources.map((source) => {
    const target = found(functions.get(source.functionName), `function ${source.functionName}`);
    const queueUrl = source.onFailure === null ? null : urlOf(source.onFailure);
    const giveUp = createGiveUp({ source, functionArn: target.arn, client, queueUrl });
    const onError = (error: unknown) => say(`Stream of ${source.table}: ${String(error)}`);
    const clockShift = () => now() - Date.now();
    const polling = { source, target, streams, bookmarks, region: settings.region, faults, giveUp, clockShift };
    return pollStream({ ...polling, onError });
  });
  cleanup.add(() => services.streamLog?.trim(consumedOf(pollers)));
  cleanup.add(() => withinGrace(pollers));
  trimStreams(sources, pollers);
  return { pollers, forget: () => forgetNow(services, pollers) };
}

function forgetNow({ streamLog }: Services, pollers: readonly StreamPoller[]): boolean {
  streamLog?.trim(consumedOf(pollers));
  return streamLog?.forget(true) ?? true;
}

const TRIM_EVERY_MS = 1000;

/** By table, the last record that every function has handled. */
function consumedOf(pollers: readonly StreamPoller[]): ReadonlyMap<string, number> {
  const marks = Map.groupBy(pollers, (poller) => poller.table);
  return new Map(
    [...marks].map(([table, some]) => [
      table,
      Math.min(...some.map(({ bookmark }) => Number(bookmark?.sequence ?? 0))),
    ]),
  );
}

/** Deletes handled records from dynoxide's stream, and lets its file forget what was deleted. */
function trimStreams({ services: { streamLog }, cleanup, say }: Sources, pollers: readonly StreamPoller[]): void {
  if (streamLog === null) return;
  let before = '';
  const trim = () => {
    const consumed = consumedOf(pollers);
    streamLog.trim(consumed);
    const now = JSON.stringify([...consumed]);
    streamLog.forget(now === before);
    before = now;
  };
  const repeated = repeat(TRIM_EVERY_MS, trim, (error) => say(`The stream is not trimmed: ${String(error)}`));
  cleanup.add(() => repeated.stop());
}

/** Runs `job` every `ms`, resting fifty times a run's length. Errors go to `onError`, and the next run follows. */
export function repeat(ms: number, job: () => Promise<unknown> | unknown, onError: (error: unknown) => void): Repeated {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(tick, ms);

  async function run(): Promise<void> {
    const start = performance.now();
    try {
      await job();
    } catch (error) {
      if (!stopped) onError(error);
    }
    if (!stopped) timer = setTimeout(tick, Math.max(ms, (performance.now() - start) * 50));
  }

  function tick(): void {
    running = run();
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

import { afterAll } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { InProcessStage } from './clients.ts';

/** The service as it is so many minutes later. */
export function later({ service: { runtime } }: InProcessStage, minutes: number): Runtime {
  return { ...runtime, now: () => instant(runtime.now() + minutes * 60_000_000) };
}

/**
 * At the end of the surrounding `describe` or file the watchdog runs until nothing is left undone. Call it after
 * `onInProcessStage`.
 */
export function watchedToTheEnd(stage: () => InProcessStage): void {
  afterAll(async () => {
    for (const minutes of [60, 3_000, 6_000]) {
      await watch(later(stage(), minutes));
      await stage().service.settle();
    }
  });
}

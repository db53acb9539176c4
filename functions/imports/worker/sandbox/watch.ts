import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { FileError } from '../read/limits.ts';
import { tooCostly } from '../read/limits.ts';

/** What reading the files of one import may take. */
export interface SandboxLimits {
  /** Milliseconds of processor time of the reader's thread. */
  readonly processorMs: number;
  /** MB of JavaScript objects. */
  readonly heapMb: number;
  /** MB of these and of bytes beside them. */
  readonly memoryMb: number;
  /** Milliseconds, also when the other side is slow: the function itself has 15 minutes. */
  readonly allMs: number;
}

/** A spreadsheet of a hundred MB has five minutes; on Lambda's processor half of its time is a third of that. */
export const limitsOf = (bytes: number): SandboxLimits => ({
  processorMs: Math.min(10_000 + (bytes / 1_000_000) * 3_000, 600_000),
  heapMb: 640,
  memoryMb: 1_300,
  allMs: 780_000,
});

const EVERY_MS = 50;
const MEGABYTE = 1024 * 1024;

/** Looks at a thread, which may be within a pattern that never ends, until it has ended or takes too much. */
export async function watchThread(
  worker: Worker,
  limits: SandboxLimits,
  isOver: () => boolean,
  end: (error: FileError) => void,
): Promise<void> {
  const until = performance.now() + limits.allMs;
  while (!isOver()) {
    await sleep(EVERY_MS, undefined, { ref: false });
    if (performance.now() > until || (await processorMs(worker)) > limits.processorMs)
      return end(tooCostly('spent_time'));
    if ((await memoryMb(worker)) > limits.memoryMb) return end(tooCostly('spent_memory'));
  }
}

/** Of a thread that has just ended: none. */
const NONE = { user: 0, system: 0, total_heap_size: 0, external_memory: 0 };
const none = () => NONE;

async function processorMs(worker: Worker): Promise<number> {
  const { user, system } = await worker.cpuUsage().catch(none);
  return (user + system) / 1_000;
}

async function memoryMb(worker: Worker): Promise<number> {
  const { total_heap_size: heap, external_memory: external } = await worker.getHeapStatistics().catch(none);
  return (heap + external) / MEGABYTE;
}

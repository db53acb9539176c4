import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 180_000;
const EVERY_MS = 1_000;

/** Resolves when `holds` does; throws `what` after three minutes. */
export async function waitUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It does not hold after ${PATIENCE_MS / 1_000} s: ${what}.`);
    await sleep(EVERY_MS);
  }
}

import type { Service } from '../service.ts';
import { type Check, shown, violationsOf } from './checker.ts';
import { readTablesAt } from './tables.ts';

/** Waits until a running service is idle, and throws, in words, what does not agree in its tables. */
export async function checkService(service: Pick<Service, 'idle' | 'local'>, check: Check = {}): Promise<void> {
  await service.idle();
  const [{ body: info }, { body: clock }] = [await service.local('GET', 'info'), await service.local('GET', 'clock')];
  const violations = violationsOf(await readTablesAt(info.dynamodb), { now: Date.parse(clock.now), ...check });
  if (violations.length > 0)
    throw new Error(`The tables do not agree:\n${shown(violations).slice(0, SHOWN).join('\n')}`);
}

const SHOWN = 30;

import type { Service } from '../service.ts';
import { type Check, requireAgreement } from './checker.ts';
import { readTablesAt } from './tables.ts';

/** Waits until a running service is idle, and throws, in words, what does not agree in its tables. */
export async function checkService(service: Pick<Service, 'idle' | 'local'>, check: Check = {}): Promise<void> {
  await service.idle();
  const [{ body: info }, { body: clock }] = [await service.local('GET', 'info'), await service.local('GET', 'clock')];
  requireAgreement(await readTablesAt(info.dynamodb), { now: Date.parse(clock.now), ...check });
}

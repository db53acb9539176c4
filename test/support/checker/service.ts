import type { Service } from '../service.ts';
import { type Check, requireAgreement } from './checker.ts';
import { readTablesAt } from './tables.ts';
import { workspacesOf } from './workspace.ts';

/**
 * Waits until a running service is idle, and throws its tables' inconsistencies as sentences. Workspaces in `seen` are
 * skipped, and checked ones are added to it.
 */
export async function checkService(
  service: Pick<Service, 'idle' | 'local'>,
  check: Check = {},
  seen = new Set<string>(),
): Promise<void> {
  await service.idle();
  const [{ body: info }, { body: clock }] = [await service.local('GET', 'info'), await service.local('GET', 'clock')];
  const tables = await readTablesAt(info.dynamodb);
  const without = new Set(seen);
  for (const { uuid } of workspacesOf(tables)) seen.add(uuid);
  requireAgreement(tables, { now: Date.parse(clock.now), without, ...check });
}

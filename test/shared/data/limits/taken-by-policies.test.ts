import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { transact } from '../../../../shared/data/dynamo/index.ts';
import { countTaken, decidedItems } from '../../../../shared/data/limits/index.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { at } from '../../domain/contacts/world.ts';

describeOnEngines('what steps of policies take together', (data) => {
  const now = at('2033-01-23T09:00:00Z');
  const day = 23_033;
  const night = { why: 'many_policies', of: 'all active', day, days: 1, most: 20 } as const;
  const month = { why: 'many_in_30_days', of: 'quiet', day, days: 30, most: 30 } as const;

  it('is counted up to a limit, and what a limit refuses does not count', async () => {
    const taking = { workspace: randomUUID() as string as WorkspaceId, limits: [night], now };
    expect(await countTaken(data(), taking, 15)).toBe(null);
    expect(await countTaken(data(), taking, 6)).toEqual({ why: 'many_policies', most: 20, taken: 21 });
    expect(await countTaken(data(), taking, 5)).toBe(null);
  });

  it('begins anew in 30 days when somebody decides, and not for the other policies of the same night', async () => {
    const taking = { workspace: randomUUID() as string as WorkspaceId, limits: [month, night], now };
    expect(await countTaken(data(), taking, 20)).toBe(null);
    expect(await countTaken(data(), { ...taking, limits: [month] }, 11)).toMatchObject({ why: 'many_in_30_days' });
    await transact(data(), [...decidedItems(taking)]);
    expect(await countTaken(data(), { ...taking, limits: [month] }, 11)).toBe(null);
    expect(await countTaken(data(), { ...taking, limits: [night] }, 1)).toMatchObject({ why: 'many_policies' });
  });
});

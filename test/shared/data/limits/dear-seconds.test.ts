import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { takeSeconds } from '../../../../shared/data/limits/index.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';

/** Later than the machine's clock, because DynamoDB Local deletes items that have expired by it. */
const BEGIN = 1_990_000_000;

describeOnEngines('the seconds of dear requests', (data) => {
  const open = () => {
    const workspace = randomUUID() as string as WorkspaceId;
    return (asked: number, at: number) => takeSeconds(data(), workspace, asked, BEGIN + at);
  };

  it('are for one workspace, go four times as fast as the clock, and are told of when there is room again', async () => {
    const take = open();
    const other = open();
    expect(await take(60, 0)).toBe(0);
    expect(await take(8, 0)).toBe(1);
    expect(await other(8, 0)).toBe(0);
    expect(await take(8, 1)).toBe(0);
    expect(await take(1, 1)).toBe(0.25);
    expect(await take(64, 16)).toBe(1);
    expect(await take(64, 17)).toBe(0);
  });

  it('come back as far as they were not needed, and never more than there were', async () => {
    const take = open();
    expect(await take(64, 0)).toBe(0);
    expect(await take(-7, 0)).toBe(0);
    expect(await take(8, 0)).toBe(0.25);
    expect(await take(-100, 0)).toBe(0);
    expect(await take(65, 0)).toBe(0.25);
  });

  it('are exact when several ask at the same moment, by clocks that differ', async () => {
    const take = open();
    const taken = await Promise.all([0, 1, 0, 1].map((at) => take(20, at)));
    expect(taken.filter((wait) => wait === 0)).toHaveLength(3);
  });

  it('are not kept by a clock that was set back', async () => {
    const take = open();
    expect(await take(64, 3_600)).toBe(0);
    expect(await take(64, 0)).toBe(0);
  });
});

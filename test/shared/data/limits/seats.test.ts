import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { keepSeat, leaveSeat, takeSeat } from '../../../../shared/data/limits/seats.ts';
import type { JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';

/** Later than the machine's clock, because DynamoDB Local deletes items that have expired by it. */
const at = (seconds: number) => instant((1_990_000_000 + seconds) * 1_000_000);
const [JOB, OTHER] = ['job', 'other'] as JobId[] as [JobId, JobId];

describeOnEngines('the seat of a workspace at the files worker', (data) => {
  const open = () => {
    const workspace = randomUUID() as string as WorkspaceId;
    const take = (holder: string, seconds: number, job = JOB) =>
      takeSeat(data(), workspace, { holder, job, now: at(seconds) });
    return { workspace, take };
  };

  it('is for one delivery at a time, as long as that says that it lives', async () => {
    const { workspace, take } = open();
    expect(await take('a', 0)).toEqual({ deaths: 0 });
    expect(await take('b', 19)).toBeNull();
    expect(await keepSeat(data(), workspace, { holder: 'a', now: at(19) })).toBe(true);
    expect(await take('b', 38)).toBeNull();
    expect(await leaveSeat(data(), workspace, { holder: 'a' })).toBe(true);
    expect(await take('b', 38)).toEqual({ deaths: 0 });
  });

  it('goes to the next one when its holder died, who is counted for the same job only', async () => {
    const { workspace, take } = open();
    await take('a', 0);
    expect(await take('b', 21)).toEqual({ deaths: 1 });
    // The first one lives after all: it has lost its seat, and frees nobody's.
    expect(await keepSeat(data(), workspace, { holder: 'a', now: at(22) })).toBe(false);
    expect(await leaveSeat(data(), workspace, { holder: 'a' })).toBe(false);
    expect(await take('c', 42)).toEqual({ deaths: 2 });
    expect(await take('d', 63, OTHER)).toEqual({ deaths: 0 });
  });

  it('goes to one of several that ask at the same moment, and is not kept by a clock that was set back', async () => {
    const { take } = open();
    const taken = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => take(holder, 1_000)));
    expect(taken.filter((one) => one !== null)).toEqual([{ deaths: 0 }]);
    expect(await take('e', 0)).toEqual({ deaths: 1 });
  });
});

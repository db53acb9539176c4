import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { keepDailyCounts, readDailyCounts, recordBatch } from '../../../../shared/data/counts/index.ts';
import type { Transition } from '../../../../shared/domain/contacts/counts.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf } from '../calls.ts';
import { aContact } from './samples.ts';

const KIGALI = { timezone: 'Africa/Kigali' };
const NIGHT = instant(Date.parse('2026-11-28T01:00:00Z') * 1_000);
const HOUR = 3_600_000_000;

describeOnEngines(
  'daily counts',
  (data) => {
    const aWorkspace = () => randomUUID() as string as WorkspaceId;
    const add = async (workspace: WorkspaceId, count: number) => {
      const events = Array.from({ length: count }, (): Transition => ({ before: null, after: aContact({}) }));
      await recordBatch(data(), workspace, events, NIGHT);
    };
    const keep = (workspace: WorkspaceId, at: Instant, zone = KIGALI) => keepDailyCounts(data(), workspace, zone, at);
    const daysOf = (workspace: WorkspaceId, at: Instant) => readDailyCounts(data(), workspace, KIGALI, at);
    const cost = (work: () => Promise<unknown>) => costOf(data(), work);

    it('are kept once a day, for one write unit; a schedule that runs twice writes nothing more', async () => {
      const workspace = aWorkspace();
      await add(workspace, 3);
      const first = await cost(() => keep(workspace, NIGHT));
      expect(first.writeUnits).toBe(1);
      expect(first.readUnits).toBeLessThan(5);
      await add(workspace, 2);
      expect(await cost(() => keep(workspace, instant(NIGHT + 6 * HOUR)))).toEqual({ readUnits: 0.5, writeUnits: 0 });
      expect(await keep(workspace, addDays(NIGHT, 1))).toBe(true);
      expect((await daysOf(workspace, addDays(NIGHT, 1))).map(({ day, folders }) => [day, folders.active])).toEqual([
        ['2026-11-28', 3],
        ['2026-11-29', 5],
      ]);
    });

    it('two runs at the same moment keep one', async () => {
      const workspace = aWorkspace();
      await add(workspace, 1);
      const kept = await Promise.all([keep(workspace, NIGHT), keep(workspace, NIGHT)]);
      expect(kept.filter(Boolean)).toHaveLength(1);
    });

    it('are of the day that it is in the workspace', async () => {
      const workspace = aWorkspace();
      await add(workspace, 1);
      await keep(workspace, NIGHT, { timezone: 'America/Lima' });
      expect((await daysOf(workspace, NIGHT)).map(({ day }) => day)).toEqual(['2026-11-27']);
    });

    it('of a year are shown, the oldest first, for some units; older ones are not', async () => {
      const workspace = aWorkspace();
      await add(workspace, 1);
      for (let day = 370; day >= 0; day -= 1) await keep(workspace, addDays(NIGHT, -day));
      const days = await daysOf(workspace, NIGHT);
      expect([days[0]?.day, days.at(-1)?.day, days.length]).toEqual(['2025-11-27', '2026-11-28', 367]);
      expect((await cost(() => daysOf(workspace, NIGHT))).readUnits).toBeLessThan(10);
    });

    it('of a workspace in which nobody ever was cost no write', async () => {
      const workspace = aWorkspace();
      expect(await cost(() => keep(workspace, NIGHT))).toMatchObject({ writeUnits: 0 });
      expect(await daysOf(workspace, NIGHT)).toEqual([]);
    });
  },
  { only: ({ exactCapacity }) => exactCapacity },
);

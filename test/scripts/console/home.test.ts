/** The numbers and lines of Home, and what it proposes. */
import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../../console/features/home/next-steps.ts';
import { changeOf, type Day, extentOf, lineOf, placesIn } from '../../../console/features/home/trend.ts';

const folders = (active: number, more: Partial<Day['folders']> = {}): Day['folders'] => ({
  ...{ active, dormant: 0, archived: 0, stopped: 0, blocked: 0, deleted: 0 },
  ...more,
});
const day = (name: string, active: number): Day => ({ day: name, folders: folders(active) });

describe('The line of a count', () => {
  const days = [day('2026-10-30', 10), day('2026-11-01', 12), day('2026-11-02', 12), day('2026-11-28', 40)];

  it('ends with the count of this moment, in place of that of the night', () => {
    expect(lineOf(days, 'active', folders(30), '2026-11-28').slice(-2)).toEqual([
      { day: '2026-11-02', count: 12 },
      { day: '2026-11-28', count: 30 },
    ]);
  });

  it('has changed since the beginning of the month', () => {
    expect(changeOf(lineOf(days, 'active', folders(30), '2026-11-28'))).toEqual({ since: '2026-11-01', by: 18 });
  });

  it('of a workspace whose first night was later has changed since that night', () => {
    expect(changeOf(lineOf(days.slice(2), 'active', folders(5), '2026-11-28'))).toEqual({
      since: '2026-11-02',
      by: -7,
    });
  });

  it('on the first of a month has changed since the last night that was kept before', () => {
    const line = lineOf(days.slice(0, 1), 'active', folders(11), '2026-11-01');
    expect(changeOf(line)).toEqual({ since: '2026-10-30', by: 1 });
  });

  it('of one day has no change', () => {
    expect(changeOf(lineOf([], 'active', folders(5), '2026-11-28'))).toBe(null);
  });

  it('stands by its days, so that missing nights leave room, and by its own scale', () => {
    const line = [
      { day: '2026-11-01', count: 10 },
      { day: '2026-11-02', count: 20 },
      { day: '2026-11-05', count: 10 },
    ];
    expect(placesIn(line, 100, 10)).toEqual([
      [0, 10],
      [25, 0],
      [100, 10],
    ]);
    expect(extentOf(line)).toEqual({ least: 10, most: 20 });
    expect(placesIn(line.slice(0, 1), 100, 10)).toEqual([[100, 5]]);
  });
});

describe('What to do next', () => {
  const all = () => true;
  const nothing = { counts: folders(3), jobs: [], imports: [], webhooks: [], may: all };
  const anImport = (job: object | null, pull: object | null = null) =>
    ({ uuid: 'i', name: 'Spring', job, pull }) as never;

  it('is nothing where nobody has gone quiet and nothing waits', () => {
    expect(nextSteps(nothing)).toEqual([]);
  });

  it('is to look for people who are quiet and whom the next night flags, for those who may', () => {
    const dormancy = {
      dormancy_days: 90,
      dormant: 2,
      not_seen: [{ days: 90, count: 6 }],
      next_sweep: '2026-12-03T02:00:00Z',
    };
    const known = { ...nothing, dormancy };
    expect(nextSteps(known)).toEqual([{ what: 'look', count: 4, at: '2026-12-03T02:00:00Z' }]);
    expect(nextSteps({ ...known, may: () => false })).toEqual([]);
    expect(nextSteps({ ...known, dormancy: { ...dormancy, dormant: 6 } })).toEqual([]);
  });

  it('begins with what waits for this person, then what is broken, then what saves money', () => {
    const steps = nextSteps({
      ...nothing,
      counts: folders(30, { dormant: 12, archived: 5 }),
      jobs: [{ uuid: 'j', steps: ['approve'] }],
      imports: [anImport({ status: 'ready', total: 7 }), anImport({ status: 'ready', total: 0 })],
      webhooks: [{ status: 'working' }, { status: 'failing' }],
    });
    expect(steps.map((step) => [step.what, 'count' in step ? step.count : null])).toEqual([
      ['approve', 1],
      ['mend', 1],
      ['import', 7],
      ['refused', null],
      ['archive', 12],
    ]);
  });

  it('proposes nothing that the person may not do, and no import that was run', () => {
    const counts = folders(30, { dormant: 12, archived: 5 });
    const may = (capability: string) => capability === 'edit';
    const imports = [anImport({ status: 'completed', total: 7 })];
    expect(nextSteps({ ...nothing, counts, imports, may }).map(({ what }) => what)).toEqual(['archive']);
    expect(nextSteps({ ...nothing, counts, may: () => false })).toEqual([]);
  });
});

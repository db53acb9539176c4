import { describe, expect, test } from 'vitest';
import { FEWEST_SHARDS } from '../../../../shared/data/dynamo/shard-numbers.ts';
import {
  nextPartition,
  SELECTION_START,
  type SelectionCursor,
  selectionPartsOf,
} from '../../../../shared/data/jobs/selection-cursor.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Job, JobInput } from '../../../../shared/domain/jobs/job.ts';
import { job, NOW } from '../../domain/jobs/samples.ts';

function partitionsOf(given: Job & JobInput): number {
  let count = 0;
  for (let cursor: SelectionCursor | null = SELECTION_START; cursor !== null; cursor = nextPartition(given, cursor))
    count++;
  return count;
}

describe('a selection goes through', () => {
  test('every shard of one folder', () => {
    const archived = job({ selection: { folder: 'archived' } });
    expect(selectionPartsOf(archived)).toEqual([{ folder: 'archived' }]);
    expect(partitionsOf(archived)).toBe(FEWEST_SHARDS);
  });

  test('active and dormant, when it is the folder active', () => {
    const active = job({ selection: { folder: 'active' } });
    expect(selectionPartsOf(active)).toEqual([{ folder: 'active' }, { folder: 'dormant' }]);
    expect(partitionsOf(active)).toBe(2 * FEWEST_SHARDS);
  });

  test('of active the quarters of an hour before a deadline, of dormant those from it on, when it is the sweep', () => {
    const sweep = job({
      selection: { folder: 'active', notSeenSince: NOW },
      work: { type: 'flag_dormant', days: 90, notSeenSince: instant(0) },
    });
    expect(selectionPartsOf(sweep)).toEqual([
      { folder: 'active', days: { to: '2026-11-24T0945' } },
      { folder: 'dormant', days: { from: '2026-11-24T1000' } },
    ]);
    expect(partitionsOf(sweep)).toBe(2 * FEWEST_SHARDS);
  });

  test('some days of active and dormant, range by range', () => {
    const [early, late] = [
      { from: '2026-08-01', to: '2026-08-02' },
      { from: '2026-10-01', to: '2026-10-01' },
    ] as const;
    const turn = job({ selection: { folder: 'active', days: [early, late] }, work: { type: 'turn_groups' } });
    expect(selectionPartsOf(turn)).toEqual([
      { folder: 'active', days: early },
      { folder: 'dormant', days: early },
      { folder: 'active', days: late },
      { folder: 'dormant', days: late },
    ]);
    expect(partitionsOf(turn)).toBe(4 * FEWEST_SHARDS);
  });

  test('every shard of rosters and lists', () => {
    expect(partitionsOf(job({ selection: { groups: [], contacts: [], activeOnly: false } }))).toBe(FEWEST_SHARDS);
  });
});

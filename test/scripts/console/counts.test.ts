/** Counts never move backwards because the service is behind. */
import { describe, expect, it } from 'vitest';
import {
  type CountsChange,
  contradicts,
  expectation,
  reversed,
  shownCounts,
  unreached,
} from '../../../console/common/api/expected-counts.ts';
import type { Counts } from '../../../console/common/api/types.ts';

const counts = (active: number, archived: number, group = 0): Counts => ({
  folders: { active, dormant: 0, archived, stopped: 0, blocked: 0, deleted: 0 },
  groups: { g: group },
});
const archive = (count: number): CountsChange => ({
  folders: { active: -count, archived: count },
  groups: { g: -count },
});
const NOW = 1_000_000;
const shown = (counted: Counts, expected: Parameters<typeof shownCounts>[1], at = NOW) => {
  const { folders, groups } = shownCounts(counted, expected, at);
  return [folders.active, folders.archived, groups['g']];
};

describe('After an action', () => {
  const before = counts(1_997, 10, 5);
  const expected = [expectation(archive(2), before, NOW)];

  it('the counts go on at once, and stay there while the service has not counted it, or only a part', () => {
    const answers = [before, before, counts(1_996, 10, 5), counts(1_996, 11, 4), counts(1_995, 12, 3)];
    expect(answers.map((one) => shown(one, expected))).toEqual(answers.map(() => [1_995, 12, 3]));
  });

  it('what others do meanwhile in the same direction is shown', () => {
    expect(shown(counts(1_990, 17, 3), expected)).toEqual([1_990, 17, 3]);
  });

  it('the service is believed once it has counted the action, and in any case after half a minute', () => {
    expect(unreached(counts(1_995, 12, 3), expected, NOW)).toEqual([]);
    expect(unreached(counts(1_995, 11, 3), expected, NOW)).toEqual(expected);
    expect(shown(before, expected, NOW + 30_000)).toEqual([1_997, 10, 5]);
    expect(unreached(before, expected, NOW + 30_000)).toEqual([]);
  });

  it('an Undo goes back at once, and not once more through what it undoes', () => {
    const undo = reversed(archive(2));
    expect(expected.filter((one) => !contradicts(undo, one))).toEqual([]);
    const undone = [expectation(undo, counts(1_995, 12, 3), NOW)];
    const answers = [before, counts(1_995, 12, 3), counts(1_996, 11, 4), before];
    expect(answers.map((one) => shown(one, undone))).toEqual(answers.map(() => [1_997, 10, 5]));
  });

  it('another action in the same direction comes on top', () => {
    expect(expected.filter((one) => contradicts(archive(3), one))).toEqual([]);
    const both = [...expected, expectation(archive(3), counts(1_995, 12, 3), NOW)];
    expect(shown(before, both)).toEqual([1_992, 15, 0]);
  });
});

import { describe, expect, test } from 'vitest';
import { MASK } from '../../../../shared/domain/contacts/anon.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { selectionWords } from '../../../../shared/domain/jobs/selection-words.ts';
import type { Selection } from '../../../../shared/domain/selection/selection.ts';
import { NOW } from './samples.ts';

const [FARMERS, HERDERS, FISHERS, GONE] = ['g1', 'g2', 'g3', 'g4'] as unknown as GroupId[] &
  [GroupId, GroupId, GroupId, GroupId];
const group = (uuid: GroupId, name: string) => [uuid, { uuid, name } as never] as const;
const names = {
  groups: new Map([group(FARMERS, 'Farmers'), group(HERDERS, 'Herders'), group(FISHERS, 'F'.repeat(200))]),
};

const ofMembers = (groups: readonly GroupId[], contacts = 0): Selection => ({
  groups,
  contacts: Array.from({ length: contacts }, (_, i) => `c${i}` as ContactId),
  activeOnly: false,
});

describe('the selection of a job in words', () => {
  test.each<[Selection, string]>([
    [{ folder: 'archived' }, 'folder archived'],
    [ofMembers([FARMERS]), 'group Farmers'],
    [ofMembers([FARMERS, HERDERS]), 'groups Farmers, Herders'],
    [ofMembers([FARMERS, HERDERS, FISHERS]), 'groups Farmers, Herders and 1 more'],
    [ofMembers([FARMERS], 1), 'group Farmers and 1 contact'],
    [ofMembers([], 3), '3 contacts'],
    [ofMembers([GONE]), 'group g4'],
    [{ query: 'name = "Ann"', within: null }, `query name = "${MASK}"`],
    [{ query: 'status = archived', within: 'archived' }, 'query status = "archived" in folder archived'],
    [{ modified: { from: NOW, to: NOW } }, 'contacts modified from 2026-11-24T10:00:00Z to 2026-11-24T10:00:00Z'],
    [{ import: 'i1' as never }, 'rows of files'],
    [{ job: 'j1' as never, outcome: 'failed' }, 'contacts failed in job j1'],
    [{ job: 'j1' as never, outcome: 'failed', reason: 'worker' }, 'contacts failed (worker) in job j1'],
    [
      { folder: 'active', notSeenSince: NOW },
      'folder active, not seen since 2026-11-24T10:00:00Z, or seen and flagged',
    ],
    [{ folder: 'archived', days: [] }, 'folder archived, some of its days'],
    [ofMembers([]), 'no contact'],
    [
      { folder: 'active', exclude: { nonActive: true, notSeenSinceDays: 1, seenWithinDays: 7, groups: [FARMERS] } },
      'folder active, without who is not active, not seen in 1 day, seen in 7 days, group Farmers',
    ],
  ])('%j', (selection, words) => {
    expect(selectionWords(selection, names)).toBe(words);
  });

  test('also say whom the work leaves out, and have ids where no names are known', () => {
    expect(selectionWords({ folder: 'active' }, names, { startedPreviously: true })).toBe(
      'folder active, without who was started before',
    );
    expect(selectionWords(ofMembers([FARMERS]))).toBe(`group ${FARMERS}`);
  });

  test('are never long: they lie in the header of the job', () => {
    const words = selectionWords(ofMembers([FISHERS]), names);
    expect(words).toHaveLength(120);
    expect(words.endsWith('F…')).toBe(true);
  });
});

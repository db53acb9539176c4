import { expect, it } from 'vitest';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { keptChosen } from '../../../../shared/domain/jobs/summary/chosen.ts';
import type { Selection } from '../../../../shared/domain/selection/selection.ts';

const GROUPS = Array.from({ length: 4 }, (_, at) => `00000000-0000-4000-8000-00000000000${at}` as GroupId);
const PERSON = GROUPS[0] as string as ContactId;
const matching = (query: string): Selection => ({ query, within: 'active' });
const members = (count: number): Selection => ({ groups: GROUPS.slice(0, count), contacts: [], activeOnly: false });

it.each<[string, Selection, object | undefined]>([
  ['a folder', { folder: 'dormant' }, { by: 'folder', folder: 'dormant' }],
  ['a few groups', members(2), { by: 'groups', groups: GROUPS.slice(0, 2) }],
  ['that some were chosen one by one', { ...members(1), contacts: [PERSON] }, { by: 'hand' }],
  ['no long list of groups', members(4), undefined],
  ['a query of a group', matching('group = Mothers'), { by: 'query', query: 'group = "Mothers"' }],
  ['no query that may identify somebody', matching('group = Mothers AND name ~ "zoe"'), undefined],
  ['no long query', matching(`group = "${'M'.repeat(120)}"`), undefined],
  ['how many were left out, and not whom', matching('uuid != a'), { by: 'folder', folder: 'active', without: 1 }],
])('For its sentence a job keeps %s', (_, selection, kept) => {
  expect(keptChosen(selection)).toEqual(kept);
});

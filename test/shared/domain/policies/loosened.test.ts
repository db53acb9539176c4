/** A change protects people less when somebody is harmed sooner, or with a shorter notice, or with none. */
import { expect, it } from 'vitest';
import { loosenedIn } from '../../../../shared/domain/policies/loosened.ts';
import { policyOf } from './samples.ts';

const TELL = { do: 'tell', days: 90 } as const;
const rulesOf = (stages: readonly object[]) => policyOf({ stages } as never).rules;
const WARNED = [TELL, { do: 'archive', after: 30 }];

it.each([
  ['the same', WARNED, []],
  ['a longer notice', [TELL, { do: 'archive', after: 60 }], []],
  ['a shorter notice', [TELL, { do: 'archive', after: 7 }], ['stages']],
  ['no notice, on the same day', [{ do: 'archive', days: 120 }], ['stages']],
  ['no notice, later', [{ do: 'archive', days: 200 }], ['stages']],
  [
    'an earlier day with the same notice',
    [
      { do: 'tell', days: 60 },
      { do: 'archive', after: 30 },
    ],
    ['stages'],
  ],
  ['another harm', [...WARNED, { do: 'delete', after: 90 }], ['stages']],
  ['a harm fewer', [TELL], []],
])('%s', (_, stages, loosened) => {
  expect(loosenedIn(rulesOf(WARNED), rulesOf(stages))).toEqual(loosened);
});

it('a notice where there was none protects more', () => {
  expect(loosenedIn(rulesOf([{ do: 'archive', days: 120 }]), rulesOf(WARNED))).toEqual([]);
});

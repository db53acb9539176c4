/** A change protects people less when somebody is harmed sooner, or with a shorter notice, or with none. */
import { expect, it } from 'vitest';
import { loosenedIn } from '../../../../shared/domain/policies/loosened.ts';
import changes from '../../../cases/policies/loosened.json' with { type: 'json' };
import { policyOf } from './samples.ts';

const TELL = { do: 'tell', days: 90 } as const;
const rulesOf = (stages: readonly object[]) => policyOf({ stages } as never).rules;
const WARNED = [TELL, { do: 'archive', after: 30 }];

it.each(changes as unknown as [string, object[], string[]][])('%s', (_, stages, loosened) => {
  expect(loosenedIn(rulesOf(WARNED), rulesOf(stages))).toEqual(loosened);
});

it('a notice where there was none protects more', () => {
  expect(loosenedIn(rulesOf([{ do: 'archive', days: 120 }]), rulesOf(WARNED))).toEqual([]);
});

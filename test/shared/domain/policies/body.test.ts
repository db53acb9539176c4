import { describe, expect, it } from 'vitest';
import { type GivenRules, rulesBody } from '../../../../shared/domain/policies/body.ts';
import { mostOf } from '../../../../shared/domain/policies/brake.ts';
import { POLICY_CLOCKS } from '../../../../shared/domain/policies/clock.ts';
import { MOST_STAGES } from '../../../../shared/domain/policies/policy.ts';
import refused from '../../../cases/policies/refused-bodies.json' with { type: 'json' };
import { rules } from './samples.ts';

describe('the body of a policy', () => {
  it.each(refused as unknown as [string, GivenRules, string][])('refuses %s', (_, given, problem) =>
    expect(rules(given)).toBe(problem),
  );

  it('fills in what is left out, and gives stages of one type different keys', () => {
    const made = rules({
      stages: [
        { do: 'tell', days: 90 },
        { do: 'tell', after: 5 },
        { do: 'archive', after: 30 },
      ],
    });
    expect(made).toMatchObject({
      ...{ clock: { of: 'last_seen' }, hour: 9, weekdays: [], daysOff: [], waitDays: 35 },
      ...{ brake: { share: 5, contacts: 1_000 }, control: { share: 0 }, selection: {} },
      stages: [{ key: 'tell' }, { key: 'tell_2' }, { key: 'archive' }],
    });
    expect(POLICY_CLOCKS).toHaveLength(6);
    expect(MOST_STAGES).toBe(8);
  });
});

it('a body names every rule that a policy has', () => {
  expect(Object.keys(rulesBody)).toContain('control_share');
});

it('a brake is the smaller of a share and a number, where there are both', () => {
  expect(mostOf({ share: 5, contacts: 1_000 }, 500)).toBe(25);
  expect(mostOf({ share: 5, contacts: 1_000 }, 1_000_000)).toBe(1_000);
  expect(mostOf({ share: null, contacts: 10 }, 5)).toBe(10);
  expect(mostOf({ share: 5, contacts: null }, 19)).toBe(0);
  expect(mostOf({ share: null, contacts: null }, 19)).toBe(null);
});

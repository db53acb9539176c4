import { describe, expect, it } from 'vitest';
import { type GivenRules, rulesBody } from '../../../../shared/domain/policies/body.ts';
import { mostOf } from '../../../../shared/domain/policies/brake.ts';
import { POLICY_CLOCKS } from '../../../../shared/domain/policies/clock.ts';
import { MOST_STAGES } from '../../../../shared/domain/policies/policy.ts';
import { rules } from './samples.ts';

const FLOW = '5a1f0000-0000-4000-8000-000000000001';

describe('the body of a policy', () => {
  it.each<[string, GivenRules, string]>([
    ['no stages', {}, 'stages: required'],
    ['a first stage after another', { stages: [{ do: 'flag', days: 90, after: 3 }] }, 'stages: stage_first_after'],
    ['a first stage without days', { stages: [{ do: 'archive' }] }, 'stages: stage_first_days'],
    ['a flag before the sweep flags', { stages: [{ do: 'flag', days: 89 }] }, 'stages: flag_before_sweep'],
    ['a deletion of active people', { stages: [{ do: 'delete', days: 90 }] }, 'stages: stage_delete_archived'],
    ['a flow without its flow', { stages: [{ do: 'start_flow', days: 90 }] }, 'stages: field_required'],
    ['a flow that is not wanted', { stages: [{ do: 'flag', days: 90, flow: FLOW }] }, 'stages: stage_takes_no'],
    [
      'a smart group as a notice, which nobody can be added to',
      { stages: [{ do: 'add_to_group', days: 90, group: 'Quiet' }] },
      'stages: query_based',
    ],
    [
      'a notice to people who opted out',
      { clock: 'stopped', stages: [{ do: 'start_flow', days: 30, flow: FLOW }] },
      'stages: stage_only_active',
    ],
    [
      'a notice after an archive',
      {
        stages: [
          { do: 'archive', days: 90 },
          { do: 'tell', after: 1 },
        ],
      },
      'stages: stage_only_active',
    ],
    [
      'a long wait after a stage that archives nobody',
      {
        stages: [
          { do: 'tell', days: 90 },
          { do: 'archive', after: 61 },
        ],
      },
      'stages: stage_after_long',
    ],
    [
      'one key twice',
      {
        stages: [
          { do: 'tell', key: 'a', days: 90 },
          { do: 'archive', key: 'a', after: 6 },
        ],
      },
      'stages: stage_key_twice',
    ],
    ['a clock without its field', { clock: 'field', stages: [{ do: 'archive', days: 1 }] }, 'clock_field: required'],
    [
      'a clock whose field is no date',
      { clock: 'field', clock_field: 'gender', stages: [{ do: 'archive', days: 1 }] },
      'clock_field: clock_no_date',
    ],
    ['a day that is none', { stages: [{ do: 'archive', days: 1 }], days_off: ['2026-02-30'] }, 'days_off: no_day'],
    ['an unknown group', { stages: [{ do: 'archive', days: 1 }], groups: ['Nobody'] }, 'groups: no_such_object'],
    [
      'groups of people who are in none',
      { clock: 'stopped', stages: [{ do: 'archive', days: 1 }], groups: ['Customers'] },
      'groups: policy_groups_active',
    ],
  ])('refuses %s', (_, given, problem) => expect(rules(given)).toBe(problem));

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

/** What could take somebody whom nobody warned, or whom the policy was told to leave alone. */
import { describe, expect, it } from 'vitest';
import { dayText } from '../../../../shared/domain/calendar/days.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { looksAround } from '../../../../shared/domain/policies/candidates.ts';
import { nextStage } from '../../../../shared/domain/policies/due.ts';
import { isSendingStopped } from '../../../../shared/domain/policies/mark.ts';
import { whyNotFor } from '../../../../shared/domain/policies/members.ts';
import { markOf } from '../../../../shared/domain/policies/night.ts';
import type { Policy } from '../../../../shared/domain/policies/policy.ts';
import { at, contactOf, groupId } from '../contacts/world.ts';
import { changed, policyOf, withPolicies } from './samples.ts';

const quiet = (): Contact => ({
  ...contactOf({}),
  ...{ createdOn: at('2025-01-01T00:00:00Z'), statusOn: at('2025-01-01T00:00:00Z') },
  lastSeenOn: at('2026-01-01T10:00:00Z'),
});

function taken(policy: Policy, stage: string, contact: Contact, on: string): Contact {
  const now = at(on);
  return changed(contact, [{ type: 'policy_mark', mark: markOf(policy, stage, contact, { now }) }], now);
}

describe('sending that a policy has stopped', () => {
  const stop = policyOf({ stages: [{ do: 'stop_sending', days: 90 }] });
  const stopped = taken(stop, 'stop_sending', quiet(), '2026-05-01T00:00:00Z');

  it.each([
    ['another policy', policyOf({ stages: [{ do: 'tell', days: 90 }] }, { position: 2 })],
    ['another version with other stages', policyOf({ stages: [{ do: 'tell', days: 90 }] }, { version: 2 })],
  ])('stays stopped when %s takes the contact, until a sign of life', (_, next) => {
    const told = taken(next, 'tell', stopped, '2026-05-09T00:00:00Z');
    expect([told.policyMark?.stage, isSendingStopped(told)]).toEqual(['tell', true]);
    const now = at('2026-05-10T00:00:00Z');
    expect(isSendingStopped(changed(told, [{ type: 'seen', seenOn: now }], now))).toBe(false);
  });

  it('goes on for a contact that is held, as long as it is', () => {
    const now = at('2026-05-10T00:00:00Z');
    const held = changed(stopped, [{ type: 'hold', hold: { by: 'test', reason: null } }], now);
    expect(isSendingStopped(held)).toBe(false);
    expect(isSendingStopped(changed(held, [{ type: 'hold', hold: null }], now))).toBe(true);
  });
});

describe('a new version', () => {
  const first = policyOf({
    stages: [
      { do: 'flag', days: 90 },
      { do: 'archive', after: 60 },
    ],
  });
  const second = policyOf(
    {
      stages: [
        { do: 'tell', days: 80 },
        { do: 'flag', days: 90 },
        { do: 'archive', after: 60 },
      ],
    },
    { version: 2, begunOn: at('2026-06-20T12:00:00Z') },
  );
  const flagged = taken(first, 'flag', quiet(), '2026-04-02T09:00:00Z');
  const comes = (policy: Policy, contact: Contact) => {
    const next = nextStage(policy, contact, { timezone: 'UTC' });
    return next && `${policy.rules.stages[next.stage]?.key} ${dayText(next.on)}`;
  };

  it('with a notice takes nobody who passed its place without it, before the wait is over', () => {
    expect(comes(first, flagged)).toBe('archive 2026-06-01');
    expect(comes(second, flagged)).toBe('archive 2026-07-25');
  });

  it('does not hold up who came through its own stages, nor what takes nothing away', () => {
    const told = taken(second, 'tell', quiet(), '2026-06-21T09:00:00Z');
    const both = taken(second, 'flag', told, '2026-06-22T09:00:00Z');
    expect([comes(second, told), comes(second, both)]).toEqual(['flag 2026-06-22', 'archive 2026-08-21']);
  });
});

it('a policy is for nobody once a group is deleted that kept people out', () => {
  const named = { stages: [{ do: 'tell', days: 90 }] } as const;
  const group = groupId('Testers');
  for (const [policy, reason] of [
    [policyOf({ ...named, stages: [...named.stages], exclude_groups: [group] }), 'not_selected'],
    [policyOf({ ...named, stages: [...named.stages], control_group: group }), 'control_group'],
  ] as const) {
    const assets = withPolicies([policy]);
    const groups = new Map([...assets.groups].filter(([uuid]) => uuid !== group));
    const now = at('2026-06-01T00:00:00Z');
    expect(whyNotFor(policy, quiet(), { assets, now })).toBe(null);
    expect(whyNotFor(policy, quiet(), { assets: { ...assets, groups }, now })).toBe(reason);
  }
});

it('whoever came in late is looked for every seven days, whatever the days on which the policy works', () => {
  const every = (step: number, first: number) =>
    Array.from({ length: 6 }, (_, night) => first + night * step).filter((day, night) =>
      looksAround(100, night === 0 ? undefined : day - step, day),
    );
  expect(every(7, 103)).toEqual([103, 110, 117, 124, 131, 138]);
  expect(every(3, 100)).toEqual([100, 109, 115]);
  expect(every(1, 104)).toEqual([104, 107]);
});

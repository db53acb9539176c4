import { describe, expect, it } from 'vitest';
import { dayBegins, dayText, localDay } from '../../../../shared/domain/calendar/days.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { kindOf } from '../../../../shared/domain/jobs/kinds/index.ts';
import { isUnwarned, nextStage, offsetsOf } from '../../../../shared/domain/policies/due.ts';
import { isSendingStopped, policyStanding } from '../../../../shared/domain/policies/mark.ts';
import { policiesOn, policyFor, shareOf, whyNotFor } from '../../../../shared/domain/policies/members.ts';
import { markOf, nightAt, whyNotTaken } from '../../../../shared/domain/policies/night.ts';
import type { Policy } from '../../../../shared/domain/policies/policy.ts';
import { at, contactOf } from '../contacts/world.ts';
import { changed, policyOf, withPolicies } from './samples.ts';

const LADDER = [
  { do: 'flag', days: 90 },
  { do: 'tell', after: 14 },
  { do: 'archive', after: 30 },
  { do: 'delete', after: 365 },
] as const;

const ladder = policyOf({ stages: [...LADDER] });
const quiet = (more: object = {}): Contact => ({
  ...contactOf({}),
  ...{ createdOn: at('2025-01-01T00:00:00Z'), statusOn: at('2025-01-01T00:00:00Z') },
  ...{ lastSeenOn: at('2026-01-01T10:00:00Z'), ...more },
});

/** The contact after a stage has taken it, as a job does. */
function taken(policy: Policy, stage: string, contact: Contact, on: string): Contact {
  const now = at(on);
  const status = stage === 'archive' ? ([{ type: 'status', status: 'archived' }] as const) : [];
  return changed(contact, [...status, { type: 'policy_mark', mark: markOf(policy, stage, contact, { now }) }], now);
}

function comes(policy: Policy, contact: Contact): string | null {
  const next = nextStage(policy, contact, { timezone: 'UTC' });
  return next && `${policy.rules.stages[next.stage]?.key} ${dayText(next.on)}`;
}

describe('a walk through the stages', () => {
  it('goes from stage to stage, each so many days after the clock or the stage before', () => {
    let contact = quiet();
    const seen: (string | null)[] = [comes(ladder, contact)];
    for (const [stage, on] of [
      ['flag', '2026-04-02T09:00:00Z'],
      ['tell', '2026-04-16T09:00:00Z'],
      ['archive', '2026-05-20T09:00:00Z'],
    ] as const) {
      contact = taken(ladder, stage, contact, on);
      seen.push(comes(ladder, contact));
    }
    expect(seen).toEqual(['flag 2026-04-02', 'tell 2026-04-16', 'archive 2026-05-16', 'delete 2027-05-20']);
    expect(offsetsOf(ladder.rules)).toEqual([91, 105, 135, 500]);
  });

  it('begins anew with a sign of life, and ends with another status by somebody else', () => {
    const flagged = taken(ladder, 'flag', quiet(), '2026-04-02T09:00:00Z');
    const seen = changed(flagged, [{ type: 'seen', seenOn: at('2026-04-05T00:00:00Z') }], at('2026-04-05T00:00:00Z'));
    expect([policyStanding(ladder, seen).at, comes(ladder, seen)]).toEqual(['start', 'flag 2026-07-05']);
    const archived = taken(ladder, 'archive', flagged, '2026-05-20T09:00:00Z');
    const restored = changed(archived, [{ type: 'status', status: 'active' }], at('2026-06-01T00:00:00Z'));
    expect([policyStanding(ladder, restored).at, comes(ladder, restored)]).toEqual(['end', null]);
  });

  it('takes nobody unwarned before the wait is over, nor two stages in one night', () => {
    const harsh = policyOf({ stages: [{ do: 'archive', days: 90 }] }, { begunOn: at('2026-06-01T12:00:00Z') });
    expect(comes(harsh, quiet())).toBe('archive 2026-07-06');
    expect(comes(harsh, quiet({ statusOn: at('2026-06-20T12:00:00Z') }))).toBe('archive 2026-07-25');
    const late = taken(ladder, 'flag', quiet({ lastSeenOn: at('2020-01-01T00:00:00Z') }), '2026-08-01T09:00:00Z');
    const both = policyOf({
      stages: [
        { do: 'flag', days: 90 },
        { do: 'tell', days: 100 },
      ],
    });
    expect(comes(both, taken(both, 'flag', late, '2026-08-03T09:00:00Z'))).toBe('tell 2026-08-04');
  });

  it('stops sending until a sign of life', () => {
    const stop = policyOf({ stages: [{ do: 'stop_sending', days: 90 }] });
    const stopped = taken(stop, 'stop_sending', quiet(), '2026-05-01T00:00:00Z');
    expect(isSendingStopped(stopped)).toBe(true);
    const seen = changed(stopped, [{ type: 'seen', seenOn: at('2026-05-02T00:00:00Z') }], at('2026-05-02T00:00:00Z'));
    expect(isSendingStopped(seen)).toBe(false);
  });
});

describe('a policy is for', () => {
  const now = at('2026-06-01T12:00:00Z');
  const deciding = (...policies: Policy[]) => ({ assets: withPolicies(policies), now });

  it('nobody who is held, in its control group, or not selected', () => {
    const held = changed(quiet(), [{ type: 'hold', hold: { by: 'test', reason: null } }], now);
    const half = policyOf({ stages: [...LADDER], control_share: 50 });
    const women = policyOf({ stages: [...LADDER] }, {}, 'fields.gender = female');
    const share = shareOf(quiet().uuid);
    expect(whyNotFor(ladder, held, deciding(ladder))).toBe('held');
    expect(whyNotFor(half, quiet(), deciding(half))).toBe(share < 0.5 ? 'control_group' : null);
    expect(whyNotFor(women, quiet(), deciding(women))).toBe('not_selected');
    expect(whyNotFor(women, quiet({ fields: { gender: { text: 'Female' } } }), deciding(women))).toBe(null);
    expect(whyNotFor(ladder, quiet({ status: 'stopped' }), deciding(ladder))).toBe('not_selected');
  });

  it('the contacts that no policy before it is for', () => {
    const second = policyOf({ stages: [...LADDER] }, { position: 2 });
    const off = { ...ladder, state: 'off' as const };
    expect(policyFor(quiet(), deciding(ladder, second))).toBe(ladder);
    expect(whyNotTaken(second, 'flag', quiet(), deciding(ladder, second))).toBe('other_policy');
    expect(whyNotTaken(second, 'flag', quiet(), deciding(off, second))).toBe(null);
    expect(policiesOn({ policies: [off, second] })).toEqual([second]);
  });

  it('contacts whose day has come, and not before', () => {
    const early = { ...deciding(ladder), now: at('2026-04-01T23:59:59Z') };
    const due = { ...deciding(ladder), now: at('2026-04-02T00:00:00Z') };
    expect([early, due].map((when) => whyNotTaken(ladder, 'flag', quiet(), when))).toEqual(['not_due', null]);
    expect(whyNotTaken(ladder, 'tell', quiet(), due)).toBe('not_due');
  });
});

it('the nightly purge spares whoever is held', () => {
  const now = at('2026-06-01T00:00:00Z');
  const old = quiet({ status: 'archived' });
  const held = changed(old, [{ type: 'hold', hold: { by: 'test', reason: null } }], now);
  const { operation } = kindOf({ work: { type: 'purge_archived', days: 30 } });
  const settings = { ...withPolicies([]).settings, purgeArchivedAfterDays: 30 };
  const refuse = (contact: Contact) =>
    operation.type === 'delete' &&
    operation.refuse(
      contact,
      { ...withPolicies([]), settings },
      { since: at('2026-07-01T00:00:00Z'), selection: null },
    );
  expect([refuse(old), refuse(held)]).toEqual([null, { outcome: 'skipped', reason: 'held' }]);
});

it('a day lasts from one midnight to the next, in every zone and through changes of the clock', () => {
  for (const zone of ['Africa/Cairo', 'America/Santiago', 'Asia/Kathmandu', 'America/Sao_Paulo'])
    for (let day = 17_000; day < 21_500; day += 1) {
      const begins = dayBegins(day, zone);
      expect([localDay(zone, begins), localDay(zone, instant(begins - 1))]).toEqual([day, day - 1]);
    }
});

it('a stage that takes something away is unwarned until a notice comes before it', () => {
  expect(LADDER.map((_, stage) => isUnwarned(ladder.rules, stage))).toEqual([false, false, false, false]);
  expect(isUnwarned(policyOf({ stages: [{ do: 'archive', days: 9 }] }).rules, 0)).toBe(true);
});

describe('a night', () => {
  it('begins at the hour of the place, on its weekdays, and on no day off', () => {
    const rules = policyOf({ stages: [...LADDER], weekdays: ['monday', 'tuesday'], days_off: ['2026-06-02'] }).rules;
    const night = (on: string) => nightAt(rules, { timezone: 'Africa/Kigali' }, at(on));
    expect(night('2026-06-01T06:59:00Z')).toBe(null);
    expect(night('2026-06-01T07:00:00Z')).toBe(localDay('UTC', at('2026-06-01T00:00:00Z')));
    expect(night('2026-06-02T07:00:00Z')).toBe(null);
    expect(night('2026-06-03T07:00:00Z')).toBe(null);
  });
});

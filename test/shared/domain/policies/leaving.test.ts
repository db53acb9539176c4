/** Whoever leaves the selection and comes back begins anew: nobody is archived for a notice of before. */
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { FieldKey } from '../../../../shared/domain/ids.ts';
import { isSendingStopped } from '../../../../shared/domain/policies/mark.ts';
import { markOf, whyNotTaken } from '../../../../shared/domain/policies/night.ts';
import type { Policy } from '../../../../shared/domain/policies/policy.ts';
import { at, contactOf, groupId } from '../contacts/world.ts';
import { changed, policyOf, withPolicies } from './samples.ts';

const CUSTOMERS = groupId('Customers');
const TESTERS = groupId('Testers');
const NOTICE = { do: 'tell', days: 90 } as const;
const STAGES = [NOTICE, { do: 'archive' as const, after: 30 }, { do: 'delete' as const, after: 30 }];

const quiet = (): Contact => ({
  ...contactOf({}),
  ...{ createdOn: at('2025-01-01T00:00:00Z'), statusOn: at('2025-01-01T00:00:00Z') },
  ...{ lastSeenOn: at('2026-01-01T10:00:00Z'), groups: [CUSTOMERS] },
});

const TOLD = at('2026-05-01T09:00:00Z');
const LEFT = at('2026-05-10T09:00:00Z');
const BACK = at('2026-07-10T09:00:00Z');
const NIGHT = at('2026-07-11T09:00:00Z');

const taken = (policy: Policy, stage: string, contact: Contact, now: ReturnType<typeof at>): Contact =>
  changed(
    contact,
    [{ type: 'policy_mark', mark: markOf(policy, stage, contact, { now }) }],
    now,
    withPolicies([policy]),
  );

const groups = (modification: 'add' | 'remove', group = CUSTOMERS): Modifier[] => [
  { type: 'groups', groups: [group], modification },
];
const gender = (value: string): Modifier[] => [{ type: 'field', field: 'gender' as FieldKey, value }];
const hold = (held: boolean): Modifier[] => [{ type: 'hold', hold: held ? { by: 'test', reason: null } : null }];

/** Which stages would take a contact in a night. */
const takes = (policy: Policy, contact: Contact, now = NIGHT): readonly string[] =>
  policy.rules.stages.flatMap(({ key }) =>
    whyNotTaken(policy, key, contact, { assets: withPolicies([policy]), now }) === null ? [key] : [],
  );

describe('a contact that was told and is due for the archive', () => {
  const everybody = policyOf({ stages: STAGES });
  const ofGroup = policyOf({ stages: STAGES, groups: ['Customers'] });
  const without = policyOf({ stages: STAGES, exclude_groups: ['Testers'] });
  const byField = policyOf({ stages: STAGES }, {}, 'fields.gender = "f"');
  const compared = policyOf({ stages: STAGES, control_group: 'Testers' });

  it('is taken by it when nothing else happened', () => {
    expect(takes(ofGroup, taken(ofGroup, 'tell', quiet(), TOLD))).toEqual(['archive']);
  });

  it.each([
    ['is taken out of its group and put back', ofGroup, groups('remove'), groups('add')],
    ['is put into an excluded group and taken out', without, groups('add', TESTERS), groups('remove', TESTERS)],
    ['does not match the query for a time', byField, gender('m'), gender('f')],
    ['is held for a time', everybody, hold(true), hold(false)],
    ['is in the control group for a time', compared, groups('add', TESTERS), groups('remove', TESTERS)],
  ] as const)('is told again when it %s', (_, policy, leaving, returning) => {
    const assets = withPolicies([policy]);
    const begun = changed(quiet(), gender('f'), TOLD, assets);
    const told = taken(policy, 'tell', begun, TOLD);
    const away = changed(told, leaving, LEFT, assets);
    expect(takes(policy, away)).toEqual([]);
    const back = changed(away, returning, BACK, assets);
    expect(takes(policy, back)).toEqual(['tell']);
    const again = taken(policy, 'tell', back, NIGHT);
    expect(takes(policy, again, at('2026-08-09T09:00:00Z'))).toEqual([]);
    expect(takes(policy, again, at('2026-08-10T09:00:00Z'))).toEqual(['archive']);
  });

  it('is told again when the day alone took it out of the query, and a change brings it back', () => {
    const policy = policyOf({ stages: STAGES }, {}, 'fields.joined > -200d');
    const assets = withPolicies([policy]);
    const joined = (value: string): Modifier[] => [{ type: 'field', field: 'joined' as FieldKey, value }];
    const told = taken(policy, 'tell', changed(quiet(), joined('2025-12-01T00:00:00Z'), TOLD, assets), TOLD);
    expect(takes(policy, told)).toEqual([]);
    expect(takes(policy, changed(told, joined('2026-07-01T00:00:00Z'), BACK, assets))).toEqual(['tell']);
  });

  it('goes on where it stood after changes that leave it in the selection, and what another policy looks at', () => {
    const assets = withPolicies([ofGroup, policyOf({ stages: STAGES }, { position: 2 }, 'fields.gender = "f"')]);
    const told = taken(ofGroup, 'tell', changed(quiet(), gender('f'), TOLD, assets), TOLD);
    const touched = [groups('add', TESTERS), gender('m'), [{ type: 'name', name: 'Ann' } as const]].reduce<Contact>(
      (contact, modifiers) => changed(contact, modifiers, LEFT, assets),
      told,
    );
    expect([touched.policyMark?.left, takes(ofGroup, touched)]).toEqual([undefined, ['archive']]);
  });

  it('is not told again after a sign of life of the old time, and sending that was stopped stays so', () => {
    const stops = policyOf({ stages: [NOTICE, { do: 'stop_sending', after: 1 }], groups: ['Customers'] });
    const stopped = taken(stops, 'stop_sending', taken(stops, 'tell', quiet(), TOLD), LEFT);
    const back = changed(changed(stopped, groups('remove'), BACK, withPolicies([stops])), groups('add'), BACK);
    expect([takes(stops, back), isSendingStopped(back)]).toEqual([['tell'], true]);
  });

  it('is deleted after its days when it was archived by the policy, whatever its groups were', () => {
    const told = taken(ofGroup, 'tell', quiet(), TOLD);
    const now = at('2026-06-01T09:00:00Z');
    const mark: Modifier = { type: 'policy_mark', mark: markOf(ofGroup, 'archive', told, { now }) };
    const archived = changed(told, [{ type: 'status', status: 'archived' }, mark], now, withPolicies([ofGroup]));
    expect([archived.policyMark?.left, archived.groups, takes(ofGroup, archived)]).toEqual([undefined, [], ['delete']]);
  });
});

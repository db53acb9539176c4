/** What a preview says of each contact of a job: who is left out, and what to know of others. */
import { describe, expect, it } from 'vitest';
import type { Contact, Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { FlowId, GroupId, ImportId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import {
  type FreezeCheckResult,
  freezeCheckOf,
  KEPT,
  NOTHING_SEEN,
  needsFreezeCheck,
  sightingsOf,
} from '../../../../shared/domain/jobs/freeze-check.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { warningsAbout, warningsOf } from '../../../../shared/domain/jobs/warnings.ts';
import { exclusionOf } from '../../../../shared/domain/selection/exclusions.ts';
import type { Selection } from '../../../../shared/domain/selection/selection.ts';
import { skipped } from '../../../../shared/domain/selection/verdict.ts';
import cases from '../../../cases/domain/jobs/freezing.json' with { type: 'json' };
import { assets, contact, job, NOW } from './samples.ts';

const VIP = '0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
const FLOW = 'f10a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as FlowId;
const EARLIER = '01a20cff-7d00-765f-b4d7-4289e90e0000' as JobId;
const daysAgo = (days: number) => addDays(NOW, -days);
const STOPPED: Partial<Contact> = { status: 'stopped', optOut: 'stopped', lastWord: { says: 'out', on: daysAgo(9) } };
const working = { assets: assets(), now: NOW, change: { by: 'token-1', via: 'job' } as const };

describe('An exclusion', () => {
  it.each<[string, Parameters<typeof exclusionOf>[1], Partial<Contact>, string | null]>([
    ['of who is not active', { nonActive: true }, { status: 'archived' }, 'non_active'],
    ['of who is not active, of somebody active', { nonActive: true }, {}, null],
    ['of who was not seen in 7 days, of somebody never seen', { notSeenSinceDays: 7 }, {}, 'not_seen_since'],
    ['of who was not seen in 7 days', { notSeenSinceDays: 7 }, { lastSeenOn: daysAgo(8) }, 'not_seen_since'],
    ['of who was not seen in 7 days, of somebody seen', { notSeenSinceDays: 7 }, { lastSeenOn: daysAgo(7) }, null],
    ['of who was seen in 7 days', { seenWithinDays: 7 }, { lastSeenOn: daysAgo(7) }, 'seen_within'],
    ['of who was seen in 7 days, of somebody quiet', { seenWithinDays: 7 }, { lastSeenOn: daysAgo(7.1) }, null],
    ['of who was seen in 7 days, of somebody never seen', { seenWithinDays: 7 }, {}, null],
    ['of members', { groups: [VIP] }, { groups: [VIP] }, 'in_group'],
    ['of members, of nobody', { groups: [VIP] }, { groups: ['other' as GroupId] }, null],
    ['of nobody', {}, { status: 'archived', groups: [VIP] }, null],
  ])('%s', (_, exclusions, given, why) => {
    expect(exclusionOf(contact(given), exclusions, NOW)).toBe(why);
  });
});

describe('A warning', () => {
  it('is given of who refused messages, was seen in a week, or is dormant', () => {
    expect(warningsAbout(contact(), NOW)).toEqual([]);
    expect(warningsAbout(contact({ ...STOPPED, lastSeenOn: daysAgo(7), dormantSince: NOW }), NOW)).toEqual([
      ...['opted_out', 'seen_this_week', 'dormant'],
    ]);
    expect(warningsAbout(contact({ lastSeenOn: daysAgo(7.1) }), NOW)).toEqual([]);
  });

  it.each(cases.warnings)('%s is told of one and of several', (code, one, several) => {
    expect(warningsOf({ warned: { [code]: 1 } })).toEqual([{ code, count: 1, text: `1 ${one}` }]);
    expect(warningsOf({ warned: { [code]: 1_200 } })).toEqual([{ code, count: 1_200, text: `1,200 ${several}` }]);
  });

  it('comes with others in one order', () => {
    const warned = { no_change: 1, opted_out: 2, dormant: 0 };
    expect(warningsOf({ warned }).map(({ code }) => code)).toEqual(['opted_out', 'no_change']);
  });
});

describe('A preview', () => {
  /** What starts and deletions consume is known besides. */
  const foresee = (one: Contact) => ({ reads: 1, writes: 7, follows: one.groups.length });
  const check = (work: Work, given: Partial<Contact> = {}, selection: Selection = { folder: 'active' }) =>
    freezeCheckOf(job({ work, selection, preview: true }), working, { foresee })(contact(given));
  const archive = { type: 'set_status', status: 'archived' } as const;
  const kept = (found: FreezeCheckResult) => (found.excluded === null ? found : expect.fail(found.excluded));

  it('leaves out who is gone, and whom the job would skip', () => {
    const frozen = freezeCheckOf(job({ preview: true }), working);
    expect(frozen(undefined)).toEqual({ excluded: 'deleted' });
    expect(frozen({ deleted: true } as unknown as Tombstone)).toEqual({ excluded: 'deleted' });
    expect(check({ type: 'set_status', status: 'active' }, STOPPED)).toEqual({ excluded: 'opted_out' });
    expect(check({ type: 'delete' }, {})).toEqual({ excluded: 'not_archived' });
    expect(check({ type: 'flag_dormant', days: 90, notSeenSince: instant(0) }, { status: 'archived' })).toEqual({
      excluded: 'non_active',
    });
  });

  it('leaves out by the selection, before anything else', () => {
    const members = { groups: [VIP], contacts: [] };
    expect(check(archive, STOPPED, { ...members, activeOnly: true })).toEqual({ excluded: 'non_active' });
    expect(kept(check(archive, STOPPED, { ...members, activeOnly: false })).warnings).toContain('opted_out');
    const exclude = { folder: 'active', exclude: { groups: [VIP] } } as const;
    expect(check(archive, { groups: [VIP] }, exclude)).toEqual({ excluded: 'in_group' });
  });

  it('foresees what is written, and says of whom nothing changes', () => {
    expect(kept(check(archive)).writes).toBeGreaterThan(0);
    expect(check(archive, { status: 'archived' })).toMatchObject({ warnings: ['no_change'], writes: 0, follows: 0 });
    const old: Partial<Contact> = { status: 'archived', statusOn: daysAgo(9), modifiedOn: daysAgo(9), groups: [VIP] };
    expect(check({ type: 'delete' }, old, { folder: 'archived' })).toMatchObject({
      warnings: [],
      writes: 7,
      follows: 1,
    });
  });

  it('warns of who is brought back, also by an undo', () => {
    const bringing = { type: 'set_status', status: 'active', bringsBack: true } as const;
    const one = job({ work: bringing, preview: true });
    const before: Partial<Contact> = { ...STOPPED, statusOn: daysAgo(9), modifiedOn: daysAgo(9) };
    const frozen = freezeCheckOf(one, { ...working, params: { reason: 'phoned' } });
    expect(kept(frozen(contact(before))).warnings).toEqual(['opted_out', 'brought_back']);
    const undo = job({ work: { type: 'undo', job: EARLIER, of: 'set_status', from: NOW, to: NOW }, preview: true });
    const back = contact({ status: 'active', version: 9 });
    const rule = () => ({ outcome: 'apply', applied: { contact: back, events: [], changed: true } }) as never;
    expect(kept(freezeCheckOf(undo, working, { rule })(contact(before))).warnings).toEqual([
      'opted_out',
      'brought_back',
    ]);
    expect(freezeCheckOf(undo, working, { rule: () => skipped('changed_since') })(contact())).toEqual({
      ...{ excluded: 'changed_since' },
    });
    expect(() => freezeCheckOf(undo, working)).toThrow('more than its contacts');
  });

  it('of a flow foresees a run, and warns of who is not active', () => {
    const start = { type: 'start', flow: FLOW, restartParticipants: true, excludeActive: false } as const;
    expect(check(start)).toMatchObject({ warnings: [], writes: 7 });
    expect(kept(check(start, { status: 'archived' })).warnings).toEqual(['non_active']);
  });

  it('of an export writes nothing; of an import its files have told it', () => {
    expect(check({ type: 'export', format: 'csv', columns: null }, STOPPED)).toMatchObject({
      ...{ warnings: ['opted_out'], writes: 0 },
    });
    expect(() => check({ type: 'import', import: 'i' as ImportId })).toThrow('files');
  });

  it('reads contacts only where it has to', () => {
    const needs = (selection: Selection, preview = false) => needsFreezeCheck({ preview, selection });
    expect(needs({ folder: 'active' })).toBe(false);
    expect(needs({ folder: 'active' }, true)).toBe(true);
    expect(needs({ folder: 'active', exclude: { nonActive: true } })).toBe(true);
    expect(needs({ groups: [VIP], contacts: [], activeOnly: true })).toBe(true);
    expect(needs({ groups: [VIP], contacts: [], activeOnly: false })).toBe(false);
    expect(freezeCheckOf(job(), null)(contact(STOPPED))).toEqual(KEPT);
  });

  it('is the sum of its contacts', () => {
    const seen = (writes: number, follows: number, ...warnings: readonly ('dormant' | 'no_change')[]) =>
      ({ ...KEPT, excluded: null, warnings, writes, follows }) as FreezeCheckResult;
    const sum = sightingsOf([
      ...[seen(1, 10), seen(2, 20, 'dormant'), seen(4, 40, 'dormant', 'no_change')],
      ...([{ excluded: 'deleted' }, { excluded: 'deleted' }, { excluded: 'in_group' }] as const),
    ]);
    expect(sum).toMatchObject({
      ...{ excluded: { deleted: 2, in_group: 1 }, warned: { dormant: 2, no_change: 1 }, writes: 7, follows: 70 },
    });
    expect(sightingsOf([])).toEqual(NOTHING_SEEN);
  });
});

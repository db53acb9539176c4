import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../../../shared/domain/contacts/events.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { PROPERTIES } from '../../../../shared/domain/contacts/properties/index.ts';
import { queryContactOf } from '../../../../shared/domain/contacts/queryable.ts';
import { type StateBefore, stateBeforeOf } from '../../../../shared/domain/contacts/undo/state-before.ts';
import { undoingOf } from '../../../../shared/domain/contacts/undo/undoing.ts';
import { formatUrn, identityOf, normalizeUrn, parseUrn } from '../../../../shared/domain/contacts/urns.ts';
import { smartIndexOf } from '../../../../shared/domain/groups/smart.ts';
import type { JobId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { runs } from '../../../support/property/runs.ts';
import { applying, contacts, modifiers } from './any-contact.ts';
import { assets, change, now } from './world.ts';

/** All that undoing puts back. */
const putBackOf = (contact: Contact) => ({
  ...Object.fromEntries(UNDONE.map((key) => [key, contact[key]])),
  lastWord: null, // Said words stay said.
  groups: contact.groups.filter((group) => !isSmart(group)).sort(),
});

const UNDONE = (Object.keys(PROPERTIES) as (keyof Contact)[]).filter((key) => PROPERTIES[key].undo !== null);

const isSmart = (group: Contact['groups'][number]) => (assets.groups.get(group)?.query ?? null) !== null;

/** The same value with its keys in another order: tables give them in any. */
const reversed = (was: StateBefore | null): StateBefore | null =>
  was && Object.fromEntries(Object.entries(was).reverse());

const isActivation = (modifier: Modifier) => modifier.type === 'status' && modifier.status === 'active';

describe('apply', () => {
  it('returns the same events as the difference of the contacts, without errors', () => {
    fc.assert(
      fc.property(contacts, modifiers, (before, modifier) => {
        const { contact, events } = apply(before, [modifier], assets, applying);
        expect(events.filter(({ type }) => type !== 'error')).toEqual(changesBetween(before, contact, assets));
      }),
    );
  });

  it('applies several modifiers as it would one by one, but in one version', () => {
    fc.assert(
      fc.property(contacts, fc.array(modifiers, { maxLength: 5 }), (before, list) => {
        const together = apply(before, list, assets, applying);
        let current = before;
        const events = [];
        for (const modifier of list) {
          const applied = apply(current, [modifier], assets, applying);
          current = applied.contact;
          events.push(...applied.events);
        }
        expect(together.events).toEqual(events);
        // Each version has a time of its own.
        expect({ ...together.contact, version: 0, modifiedOn: 0 }).toEqual({ ...current, version: 0, modifiedOn: 0 });
        expect(together.contact.version).toBe(before.version + (together.changed ? 1 : 0));
      }),
    );
  });

  it('puts any contact into the smart groups that it matches, after the groups in which it stays', () => {
    const smart = smartIndexOf(assets, now).all;
    fc.assert(
      fc.property(contacts, fc.shuffledSubarray([...assets.groups.keys()]), (contact, groups) => {
        fc.pre(contact.status === 'active');
        const before = { ...contact, groups };
        const matched = smart.filter((group) => group.matches(queryContactOf(contact), now)).map(({ uuid }) => uuid);
        const stays = groups.filter((group) => !isSmart(group) || matched.includes(group));
        const after = apply(before, [{ type: 'regroup' }], assets, applying);
        expect(after.contact.groups).toEqual([...new Set([...stays, ...matched])]);
        expect(after.events).toEqual(changesBetween(before, after.contact, assets));
      }),
    );
  });

  it('returns the same object exactly when it says that nothing changed', () => {
    fc.assert(
      fc.property(contacts, modifiers, (before, modifier) => {
        const { contact, changed, events } = apply(before, [modifier], assets, applying);
        expect(contact === before).toBe(!changed);
        if (!changed) expect(events.every(({ type }) => type === 'error')).toBe(true);
      }),
    );
  });

  it('undoes any change: all that undoing puts back is as it was', () => {
    fc.assert(
      fc.property(contacts, modifiers, (before, modifier) => {
        const job = '33333333-3333-4333-8333-333333333333' as JobId;
        const by = { ...change, via: 'job', job, slice: 0 } as const;
        const later = instant(now + 1_000_000);
        const { contact: after } = apply(before, [modifier], assets, { ...applying, now: later, change: by });
        const events = changesBetween(before, after, assets);
        const was = reversed(stateBeforeOf(before, after));
        const version = { version: after.version, at: later, change: by, events, was };
        const undone = undoingOf(after, [version], { job, keepsOptOuts: false, creates: false, assets });
        // An opt-out that came with an address stays with it.
        fc.pre(events.length > 0 && modifier.type !== 'urns');
        if (typeof undone === 'string') throw new Error(undone);
        const { contact } = apply(after, [undone], assets, { ...applying, now: later });
        expect(putBackOf(contact)).toEqual(putBackOf(before));
      }),
    );
  });

  it('changes nothing when the same modifier is applied again at the same moment, except for another note, and who is blocked under the archive', () => {
    fc.assert(
      fc.property(contacts, modifiers, (before, modifier) => {
        fc.pre(modifier.type !== 'note');
        // The first restores, to a block; the second lifts the block (ADR 037).
        fc.pre(!(before.status === 'archived' && before.optOut === 'blocked' && isActivation(modifier)));
        const { contact } = apply(before, [modifier], assets, applying);
        expect(apply(contact, [modifier], assets, applying).contact).toBe(contact);
      }),
    );
  });

  it('keeps every contact valid', () => {
    fc.assert(
      fc.property(contacts, (contact) => {
        const { status, groups, dormantSince, optOut, lastWord, lastSeenOn } = contact;
        if (status !== 'active') expect({ groups, dormantSince }).toEqual({ groups: [], dormantSince: null });
        if (status === 'active') expect(optOut).toBeNull();
        if (status === 'stopped' || status === 'blocked') expect(optOut).toBe(status);
        if (status === 'stopped' || optOut === 'stopped') expect(lastWord).toMatchObject({ says: 'out' });
        if (optOut === null) expect(lastWord?.says).not.toBe('out');
        expect(lastSeenOn ?? now).toBeLessThanOrEqual(now);
        expect(new Set(groups).size).toBe(groups.length);
        expect(new Set(contact.urns.map(identityOf)).size).toBe(contact.urns.length);
        expect(contact.urns.map(identityOf)).not.toContain('ext:taken');
        expect(contact.notes.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('leaves no smart group to be evaluated again', () => {
    fc.assert(
      fc.property(contacts, (contact) => {
        expect(apply(contact, [{ type: 'regroup' }], assets, applying).contact.groups).toEqual(contact.groups);
      }),
    );
  });

  it('does not restore static groups when a contact leaves active and returns', () => {
    fc.assert(
      fc.property(contacts, fc.constantFrom('archived', 'stopped', 'blocked'), (before, status) => {
        const there: Modifier[] = [
          { type: 'status', status },
          { type: 'status', status: 'active' },
        ];
        const { contact } = apply(before, there, assets, applying);
        expect(contact.groups.filter((group) => !isSmart(group))).toEqual([]);
      }),
    );
  });
});

describe('URNs', () => {
  const texts = fc.oneof(
    fc
      .tuple(fc.constantFrom('tel', 'TEL', 'ext', 'mailto', 'twitter', 'whatsapp', 'bsuid'), fc.string())
      .map(([a, b]) => `${a}:${b}`),
    fc.stringMatching(/^tel:\+?[0-9a-zA-Z() .-]{1,20}$/),
  );

  it('are the same when normalized a second time', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(null, 'RW', 'US', 'BR', 'RU', 'KR', 'IT'), (text, country) => {
        const once = normalizeUrn(text, country);
        if (once.ok) expect(normalizeUrn(once.urn, country)).toEqual(once);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('are the same after being formatted and parsed', () => {
    const part = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(part, part, (path, display) => {
        const urn = { scheme: 'ext', path, display };
        expect(parseUrn(formatUrn(urn))).toEqual(urn);
      }),
    );
  });
});

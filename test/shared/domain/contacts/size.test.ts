import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { bytesOf, NoFormError } from '../../../../shared/domain/contacts/bytes.ts';
import { type Contact, STATUSES } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import { EACH } from '../../../../shared/domain/contacts/properties/index.ts';
import { CONTACT_LIMIT, countedBytes, isTooLarge } from '../../../../shared/domain/contacts/size.ts';
import type { ContactId, FieldKey } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { assets, change, now } from './world.ts';

/** What DynamoDB takes. */
const ITEM_BYTES = 400 * 1024;
/** Keys and attributes of the indexes. */
const KEY_BYTES = 500;

const applying = { now, change, taken: new Set<string>() };

const contact = (given: Partial<Contact> = {}): Contact => ({
  ...newContact({ uuid: '22222222-2222-4222-8222-222222222222' as ContactId, now: addDays(now, -400), change }),
  ...given,
});

/** A contact with so many bytes of fields. */
const filled = (bytes: number, given: Partial<Contact> = {}): Contact => {
  const field = (text: string) => contact({ ...given, fields: { ['f' as FieldKey]: { text } } });
  return field('x'.repeat(bytes - countedBytes(field(''))));
};

describe('bytes', () => {
  it('of a text are those of UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(bytesOf(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  it.each([
    [true, 1],
    [17, 3],
    [['a', 'bc'], 3 + 2 + 3],
    [{ a: 'b', none: undefined }, 3 + 3],
  ])('of %j are %i', (value, bytes) => {
    expect(bytesOf(value)).toBe(bytes);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, 'half of a pair: \ud83d', { deep: [() => 1] }, [undefined]])(
    'of %s there are none: it has no form in the table',
    (value) => {
      expect(() => bytesOf(value)).toThrow(NoFormError);
    },
  );
});

describe('the size of a contact', () => {
  it('leaves room for all that does not count: together it stays far below what DynamoDB takes', () => {
    const rest = EACH.reduce((sum, { bytes }) => sum + (bytes === 'counted' ? 0 : bytes), KEY_BYTES);
    expect(CONTACT_LIMIT + rest).toBeLessThan(0.6 * ITEM_BYTES);
  });

  it('has a limit that may be reached and not be passed', () => {
    expect(countedBytes(filled(CONTACT_LIMIT))).toBe(CONTACT_LIMIT);
    expect(isTooLarge(null, filled(CONTACT_LIMIT))).toBe(false);
    expect(isTooLarge(null, filled(CONTACT_LIMIT + 1))).toBe(true);
    expect(isTooLarge(filled(CONTACT_LIMIT), filled(CONTACT_LIMIT + 1))).toBe(true);
  });

  it('may shrink or stay whatever it is, and be used again up to the limit', () => {
    const old = filled(2 * CONTACT_LIMIT);
    expect(isTooLarge(old, { ...old, status: 'stopped' })).toBe(false);
    expect(isTooLarge(old, filled(2 * CONTACT_LIMIT - 1))).toBe(false);
    expect(isTooLarge(old, filled(2 * CONTACT_LIMIT + 1))).toBe(true);
    expect(isTooLarge(filled(100), filled(CONTACT_LIMIT))).toBe(false);
  });

  it('is in the way of no status, sign of life, dormancy or group, whatever the contact is like', () => {
    const always: fc.Arbitrary<Modifier> = fc.oneof(
      fc.record({ type: fc.constant('status'), status: fc.constantFrom(...STATUSES) }),
      fc.record({ type: fc.constant('seen'), seenOn: fc.constantFrom(now, addDays(now, -9)) }),
      fc.record({ type: fc.constant('dormant'), since: fc.constantFrom(now, null) }),
      fc.record({
        type: fc.constant('groups'),
        groups: fc.constant([...assets.groups.keys()]),
        modification: fc.constant('add'),
      }),
      fc.record({ type: fc.constant('regroup') }),
    );
    fc.assert(
      fc.property(fc.nat(2 * CONTACT_LIMIT), fc.constantFrom(...STATUSES), fc.array(always), (bytes, status, all) => {
        const before = filled(bytes + 100, { status });
        expect(isTooLarge(before, apply(before, all, assets, applying).contact)).toBe(false);
      }),
    );
  });
});

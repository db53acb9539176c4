import fc from 'fast-check';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { MODIFIERS } from './values.ts';
import { assets, at, change, now } from './world.ts';

export const applying = { now, change, taken: new Set(['ext:taken']) };

export const modifiers: fc.Arbitrary<Modifier> = fc.oneof(...Object.values(MODIFIERS));

/** Any contact that modifiers can make of a new one. */
export const contacts = fc
  .record({ optOut: fc.constantFrom('stopped', 'blocked', null), history: fc.array(modifiers, { maxLength: 12 }) })
  .map(({ optOut, history }) => {
    const uuid = '22222222-2222-4222-8222-222222222222' as ContactId;
    const since = at('2024-01-01T00:00:00Z');
    const refusal = optOut && { reason: optOut, said: since };
    const created = newContact({ uuid, now: since, change, optOut: refusal });
    return apply(created, [{ type: 'regroup' }, ...history], assets, applying).contact;
  });

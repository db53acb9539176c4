import { expect, it } from 'vitest';
import { maskUrn, refOf } from '../../../../shared/domain/contacts/anon.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';

it.each([
  ['tel:+250788383383', 'tel:********'],
  ['tel:+250788383383?channel=74729f45-7f29-4868-9dc4-90e491e3c7d8#Ann', 'tel:********'],
  ['facebook:ref:abc', 'facebook:********'],
])('%s is shown as %s', (urn, masked) => {
  expect(maskUrn(urn)).toBe(masked);
});

it('always gives a contact the same short code, and other contacts other codes', () => {
  const ref = refOf('a393abc0-283d-4c9b-a1b3-641a035c34bf' as ContactId);
  expect(ref).toMatch(/^[A-HJ-NP-Z2-9]{7}$/);
  expect(refOf('a393abc0-283d-4c9b-a1b3-641a035c34bf' as ContactId)).toBe(ref);
  expect(refOf('a393abc0-283d-4c9b-a1b3-641a035c34be' as ContactId)).not.toBe(ref);
});

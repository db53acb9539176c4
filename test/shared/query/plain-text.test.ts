/** Names as people type them who look for somebody. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import { queryContactOf } from '../../../shared/domain/contacts/queryable.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { readSearch } from '../../../shared/domain/search/search.ts';
import { plainText } from '../../../shared/query/query.ts';
import { runs } from '../../support/property/runs.ts';
import { assets, change, now } from '../domain/contacts/world.ts';

const person = newContact({ uuid: '11111111-1111-4111-8111-111111111111' as ContactId, now, change });

const letter = fc.oneof(
  fc.constantFrom(...'aÁéñÜçĐøŁİß', 'Σ', 'ς', 'Ё', 'أ', 'کِ', 'नी', '가', 'が', '１', "'", ' '),
  fc.string(),
);

test('any part of a name finds it, with other capitals and accents', () => {
  fc.assert(
    fc.property(fc.array(letter, { minLength: 1, maxLength: 6 }), fc.nat(), (letters, from) => {
      const name = letters.join('').toWellFormed();
      const part = plainText(name.slice(from % name.length || 0).toWellFormed());
      if (!/[\p{L}\p{N}]/u.test(part) || !plainText(name).includes(part)) return;
      for (const typed of [part, part.toUpperCase().normalize('NFC')]) {
        if (plainText(typed) !== part) continue;
        const read = readSearch(`plain_name ~ "${typed.replace(/["\\]/g, '\\$&')}"`, null, assets, now);
        expect(read.ok && read.search.test(queryContactOf({ ...person, name })), `${name}: ${typed}`).toBe(true);
      }
    }),
    { numRuns: runs(2_000) },
  );
});

test.each(['Zoë', 'ZOE', 'zoé', 'Ζoe'])('Zoë is %s, and no name of another script', (name) => {
  expect(plainText(name) === plainText('zoë')).toBe(name !== 'Ζoe');
});

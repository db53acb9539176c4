/** What the letters beside a part decide of a text is what the evaluator of queries says of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideBy } from '../../../../shared/domain/search/columns/decided.ts';
import { eachWith, folded, foldedTexts } from '../../../../shared/domain/search/columns/folded.ts';
import { escaped, textOfUrns } from '../../../../shared/domain/search/columns/urns.ts';
import { readSearch } from '../../../../shared/domain/search/search.ts';
import { compileParts, nameTokens, type QueryContact } from '../../../../shared/query/query.ts';
import { runs } from '../../../support/property/runs.ts';
import { assets, now } from '../contacts/world.ts';

const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** How many of the texts were decided, after each was compared. */
function decided(contacts: readonly QueryContact[], texts: readonly string[], query: string): number {
  const read = readSearch(query, null, assets, now);
  if (!read.ok) return 0;
  const part = compileParts(read.search.query, { ...read.search.env, searching: true });
  if (part.kind !== 'condition') return 0;
  const { property, operator, value } = part.condition;
  const isName = property.key === 'name' && operator === '~';
  const buffer = foldedTexts(bufferOf(texts), false);
  const said: (boolean | null)[] = texts.map(() => false);
  for (const wanted of (isName ? nameTokens(value) : [escaped(value.trim())]).map(folded)) {
    if (wanted === '' || !wanted.isWellFormed()) return 0;
    const decide = decideBy(part.condition, wanted);
    eachWith(buffer, wanted, (code, at, from, to) => {
      const passes = decide(buffer.bytes, at, from, to);
      if (passes !== false && said[code - 1] !== true) said[code - 1] = passes;
      return passes === true;
    });
  }
  for (const [at, passes] of said.entries())
    if (passes !== null)
      expect(part.matches(contacts[at] as QueryContact), `${query} of ${JSON.stringify(texts[at])}`).toBe(passes);
  return said.filter((passes) => passes === true).length;
}

function bufferOf(texts: readonly string[]) {
  let end = 0;
  return {
    ends: Uint32Array.from(texts, (one) => (end += Buffer.byteLength(one))),
    bytes: Buffer.from(texts.join('')),
  };
}

const contact = (own: Partial<QueryContact>) =>
  ({ groups: [], urns: [], fields: {}, ...own }) as unknown as QueryContact;

const letter = fc.oneof(
  fc.constantFrom(...'abnA1 -'),
  fc.constantFrom(
    ...":'.,_/\\\n\u0301\u200d",
    'é',
    'Σ',
    'ς',
    'İ',
    'ß',
    '王',
    'か',
    'ก',
    'א',
    'ب',
    'አ',
    'д',
    '１',
    '😀',
  ),
);
const word = (maxLength: number) => fc.array(letter, { maxLength }).map((letters) => letters.join('').toWellFormed());

test('of any names and addresses', () => {
  let count = 0;
  const scheme = fc.constantFrom('tel', 'ext', 'mailto');
  fc.assert(
    fc.property(fc.array(word(9), { maxLength: 8 }), word(4), scheme, scheme, (texts, value, one, other) => {
      const names = texts.map((name) => contact({ name }));
      count += decided(names, texts, `name ~ ${quoted(value)}`);
      const urns = texts.map(
        (path, i) =>
          [
            [one, path],
            [other, texts[i + 1] ?? 'tel:a'],
          ] as const,
      );
      const having = urns.map((own) => contact({ urns: own }));
      for (const query of [`urn ~ ${quoted(value)}`, `tel ~ ${quoted(value)}`, `ext ~ ${quoted(value)}`])
        count += decided(having, urns.map(textOfUrns), query);
    }),
    { numRuns: runs(3_000) },
  );
  expect(count).toBeGreaterThan(0);
});

test('of names of every letter there is', () => {
  let count = 0;
  for (let code = 0x30; code < 0x20000; code++) {
    const one = String.fromCodePoint(code).toLowerCase();
    if (!/^[\p{L}\p{N}\p{M}]+$/u.test(one) || /[\p{Ideographic}\p{sc=Hangul}]/u.test(one)) continue;
    const names = [`a${one}`, `${one}a${one}1b`, `x ${one}a${one}`, `x-${one}${one}${one}1`, `1${one}1`, `b${one}ab`];
    const contacts = names.map((name) => contact({ name }));
    for (const value of [one, 'ab', `a${one}`, `${one}a${one}`, `${one}${one}`, `1${one}1`])
      count += decided(contacts, names, `name ~ ${quoted(value)}`);
  }
  expect(count).toBeGreaterThan(10_000);
});

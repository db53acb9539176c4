import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, parseQuery, printQuery, type Query, type QueryNode, tokenize } from '../../../shared/query/query.ts';
import { runs } from '../../support/property/runs.ts';
import { contacts, queries } from './generators.ts';
import { evaluates } from './reference.ts';
import { parsed, WORKSPACE } from './support.ts';

type Placeless = { readonly children: readonly Placeless[]; readonly operator: string } | object;

/** A query without the positions of its parts. */
function placeless(node: QueryNode): Placeless {
  if (node.kind === 'combination') return { operator: node.operator, children: node.children.map(placeless) };
  const { span: _span, valueSpan: _valueSpan, ...condition } = node;
  return condition;
}

const valid = queries.filter((text) => parseQuery(text, WORKSPACE).ok);

test('nearly all generated queries are valid', () => {
  const sample = fc.sample(queries, 300);
  expect(sample.filter((text) => parseQuery(text, WORKSPACE).ok).length).toBeGreaterThan(200);
});

test('the normal form of a query parses to the same query', () => {
  fc.assert(
    fc.property(valid, (text) => {
      const query: Query = parsed(text);
      expect(placeless(parsed(printQuery(query)).root)).toEqual(placeless(query.root));
    }),
  );
});

/** As `fc.string({ unit: 'binary' })`, which takes half a second to be made. */
const anyCharacters = fc
  .array(
    fc
      .integer({ min: 0, max: 0x10ffff })
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code)),
    { minLength: 1 },
  )
  .map((characters) => characters.join(''));

test('any text as a value is the same after printing and parsing', () => {
  fc.assert(
    fc.property(anyCharacters, anyCharacters, (a, b) => {
      const condition = parsed('name = x').root;
      if (condition.kind !== 'condition') throw new Error('not a condition');
      const root: QueryNode = {
        kind: 'combination',
        operator: 'OR',
        children: [
          { ...condition, value: a },
          { ...condition, value: b },
        ],
      };
      expect(placeless(parsed(printQuery({ root })).root)).toEqual(placeless(root));
    }),
    { numRuns: runs(500) },
  );
});

test('a compiled query gives the same result as the reference evaluator', () => {
  fc.assert(
    fc.property(valid, contacts, (text, contact) => {
      const query = parsed(text);
      const compiled = compile(query, { ...WORKSPACE, searching: true });
      expect(compiled.matches(contact)).toBe(evaluates(query.root, contact, WORKSPACE));
    }),
    { numRuns: runs(3000) },
  );
});

test('any text either parses or gives an error with a position inside the text', () => {
  const alphabet = fc.constantFrom(
    '(',
    ')',
    '"',
    '\\',
    '=',
    '!=',
    '<',
    '~',
    ' ',
    'and',
    'OR',
    'name',
    'age',
    'dob',
    'tel',
    '5',
    '-90d',
    '.',
    ':',
    '$',
    '🐭',
    '\u00a0',
  );
  fc.assert(
    fc.property(
      fc.array(alphabet, { maxLength: 15 }).map((parts) => parts.join('')),
      (text) => {
        const result = parseQuery(text, WORKSPACE);
        if (result.ok) return;
        const { start, end, hint } = result.error;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(hint).not.toBe('');
      },
    ),
  );
});

test('tokens cover everything except the spaces between them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const tokens = tokenize(text);
      const between = tokens.map(({ start }, index) => text.slice(tokens[index - 1]?.end ?? 0, start));
      expect(between.join('')).toMatch(/^[ \t\r\n]*$/);
      for (const { kind, text: written, start, end } of tokens)
        if (kind !== 'EOF') expect(text.slice(start, end)).toBe(written);
    }),
  );
});

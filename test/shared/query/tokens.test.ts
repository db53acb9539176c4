import { expect, test } from 'vitest';
import { tokenize } from '../../../shared/query/query.ts';
import { casesIn } from './support.ts';

interface TokenCase {
  readonly text: string;
  /** Kind and text of each. */
  readonly tokens: readonly string[];
}

test.each(casesIn<TokenCase>('tokens.json').map((each): [string, TokenCase] => [JSON.stringify(each.text), each]))(
  '%s',
  (_, each) => {
    const written = tokenize(each.text).map(({ kind, text }) => (kind === 'EOF' ? kind : `${kind} ${text}`));
    expect(written).toEqual(each.tokens);
  },
);

test('only the requested part is read', () => {
  expect(tokenize('ann bob carl', 4, 7)).toEqual([
    { kind: 'PROPERTY', text: 'bob', start: 4, end: 7 },
    { kind: 'EOF', text: '<EOF>', start: 7, end: 7 },
  ]);
});

/** What each account gives to functions that answer no requests, beside the table of docs/deploying.md#concurrency. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sharesOf } from '../../infra/concurrency.ts';
import { BOUNDED } from '../../infra/features/index.ts';

const table = readFileSync('docs/deploying.md', 'utf8');
const together = (account: number) => [...sharesOf(account, BOUNDED).of.values()].reduce((sum, one) => sum + one, 0);

it.each([
  [10, 27, false],
  [50, 27, false],
  [174, 74, true],
  [1_000, 109, true],
])('in an account of %i they have %i together, as documented', (account, sum, reserved) => {
  expect([together(account), sharesOf(account, BOUNDED).reserved]).toEqual([sum, reserved]);
  const row = table.split('\n').find((line) => line.startsWith(`| ${account.toLocaleString('en')} | `));
  expect(row).toContain(` | ${sum}`);
});

it('in every account of 54 and more they leave the API half', () => {
  for (let account = 54; account <= 1_200; account++) expect(together(account)).toBeLessThanOrEqual(account / 2);
});

it.each([
  [null, 24],
  [10, 0],
  [50, 0],
  [174, 0],
  [189, 4],
  [218, 24],
  [1_000, 24],
])(
  'in an account of %s, what searches can do without gets %i: what is left when all others have theirs',
  (account, left) => {
    const { of } = sharesOf(account, BOUNDED);
    expect(of.get('snapshots-part')).toBe(left);
    const others = BOUNDED.filter(({ spare }) => !spare);
    expect([...of].filter(([name]) => name !== 'snapshots-part')).toEqual([...sharesOf(account, others).of]);
  },
);

it('an operator may give it a share all the same', () => {
  expect(sharesOf(174, BOUNDED, new Map([['snapshots-part', 10]])).of.get('snapshots-part')).toBe(10);
});

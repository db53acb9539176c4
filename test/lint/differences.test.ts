import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import differences from '../cases/differences.json' with { type: 'json' };

const page = readFileSync('docs/compatibility.md', 'utf8');
/** The differences to TextIt: rows with the cells name, TextIt, here, why, and since when. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| <a id='))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
const told = rows.map(([, name]) => `#${name?.match(/^<a id="([^"]+)"><\/a>./)?.[1]}`);

const holding = (text: string) => differences.filter(({ says }) => says === text);

it('the page tells differences in rows only', () => {
  expect(page).not.toMatch(/^[-*] /m);
});

it('each row has all its cells', () => {
  expect(rows.filter((cells) => cells.length !== 7 || cells.slice(1, -1).includes(''))).toEqual([]);
});

it('each row says since which release it is, as the changelog names it', () => {
  const releases = readFileSync('CHANGELOG.md', 'utf8')
    .match(/(?<=^## )\S+/gm)
    ?.map((name) => name.toLowerCase());
  expect(rows.filter(([, , , , , since = '']) => !releases?.includes(since))).toEqual([]);
});

it('each difference to TextIt that the page tells is held by a case, and is told once', () => {
  expect(told.length).toBeGreaterThan(40);
  expect(told.filter((text) => holding(text).length !== 1)).toEqual([]);
});

it('each case that is marked as different has its sentence on the page', () => {
  expect(differences.filter(({ says }) => told.filter((text) => text === says).length !== 1)).toEqual([]);
  expect(differences.filter(({ cases }) => cases.length === 0)).toEqual([]);
});

it('the cases are there', () => {
  const missing = differences
    .flatMap(({ cases }) => cases)
    .filter(([file = '', name = '']) => !existsSync(file) || !quotedIn(readFileSync(file, 'utf8'), name));
  expect(missing).toEqual([]);
});

/** Whether a text stands in the quotes of JSON or of our code. */
const quotedIn = (source: string, text: string): boolean =>
  [JSON.stringify(text), `'${text}'`, `\`${text}\``, `'${text.replaceAll("'", "\\'")}'`].some((quoted) =>
    source.includes(quoted),
  );

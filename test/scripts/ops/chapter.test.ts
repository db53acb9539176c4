/** `npm run ops`: which chapter an alarm has, and what that asks the logs. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chapterOf, chaptersOf } from '../../../scripts/ops/chapter.ts';

const runbook = readFileSync('docs/runbook.md', 'utf8');
const queries = chaptersOf(runbook).flatMap((chapter) => chapter.queries);

it.each([
  ['api-5xx', 'dormouse-api-5xx', ''],
  ['dormouse-api-5xx-slowly', 'dormouse-api-5xx-slowly', ''],
  ['dormouse-staging-api-5xx', 'dormouse-api-5xx', '-staging'],
  ['dormouse-staging-jobs-select-errors', 'dormouse-jobs-select-errors', '-staging'],
])('%s has the chapter %s, in the stage "%s"', (alarm, title, suffix) => {
  expect(chapterOf(runbook, alarm)).toMatchObject({ chapter: { title }, suffix });
});

it('names the chapters that there are when there is none of that name', () => {
  expect(() => chapterOf(runbook, 'nothing')).toThrow('no chapter dormouse-nothing. It has dormouse-unreachable,');
});

it('prints the chapter and its queries, without an account', () => {
  const printed = execFileSync(process.execPath, ['scripts/ops.ts', 'api-4xx', '--print'], { encoding: 'utf8' });
  expect(printed).toContain('**Look.** The access log counts the refusals');
  expect(printed).toContain('The log of access: filter status >= 400');
});

it('reads the log of every chapter that names one', () => {
  for (const { title, text, queries: asked } of chaptersOf(runbook))
    if (title.startsWith('dormouse-') && /\*\*Look\.\*\*[^*]*\blogs? of `/.test(text))
      expect(asked, title).not.toEqual([]);
});

it.each(queries.flatMap(({ query }) => query.match(/(?<=message = ")[^"]+/g) ?? []))(
  'asks for a line that the code writes: %s',
  (message) => {
    const found = execFileSync('git', ['grep', '-lF', `'${message}'`, '--', 'functions', 'shared'], {
      encoding: 'utf8',
    });
    expect(found).not.toBe('');
  },
);

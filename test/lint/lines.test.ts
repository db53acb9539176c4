/** The house stays light: `lines.json` says how many lines of code each room may have. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const budgets = JSON.parse(readFileSync('lines.json', 'utf8')) as Readonly<Record<string, number>>;

const CODE = /\.(?:ts|tsx|mts|mjs|js|css|vtl)$/;

/** Files that git has, or would have after `git add`. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...Object.keys(budgets)])
  .toString()
  .split('\n')
  .filter((file) => CODE.test(file));

/** Lines by room: each file counts for the longest path that it lies in. */
function linesByRoom(): Record<string, number> {
  const lines: Record<string, number> = {};
  const rooms = Object.keys(budgets).toSorted((a, b) => b.length - a.length);
  for (const file of new Set(files)) {
    const room = rooms.find((one) => file.startsWith(`${one}/`));
    if (room !== undefined) lines[room] = (lines[room] ?? 0) + linesOf(file);
  }
  return lines;
}

/** None of a file that was deleted and is still in the index. */
function linesOf(file: string): number {
  try {
    return readFileSync(file, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
}

it('no room has more lines than its budget: raise it in the commit that says why, or take something away', () => {
  const above = Object.entries(linesByRoom()).filter(([room, lines]) => lines > (budgets[room] ?? 0));
  expect(above.map(([room, lines]) => `${room}: ${lines} lines, ${budgets[room]} allowed`)).toEqual([]);
});

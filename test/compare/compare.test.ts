import { afterAll, describe, expect, it } from 'vitest';
import { EVERY } from '../endpoints/rows/index.ts';
import type { Line } from './kind.ts';
import { KINDS } from './kinds.ts';
import { readOptions } from './options.ts';
import { readDifferences } from './page.ts';
import { compareFile, reportText } from './read.ts';
import { drawnLines, fileOf } from './write.ts';

const SEED = 20;
const lines = await drawnLines(SEED, 200);
/** Without requests, which each need a workspace. */
const quick = lines.filter(({ kind }) => kind !== 'request');
const sent = await drawnLines(SEED, 70, 'request');
const differences = readDifferences();

afterAll(async () => {
  for (const { close } of KINDS.values()) await close?.();
});

/** The quick lines of a file, with one answer changed. */
const changed = (at: number, change: Partial<Line>): string =>
  fileOf(
    SEED,
    quick.map((line, index) => (index === at ? { ...line, ...change } : line)),
  );

const row = (cell: string): string => `| <a id="known"></a>Known | there | here | why | 0.1.0 | ${cell} |`;

describe('compare', () => {
  it('draws the same inputs for the same number, of every kind', async () => {
    expect(fileOf(SEED, await drawnLines(SEED, 200))).toBe(fileOf(SEED, lines));
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(KINDS.keys()));
    expect(await drawnLines(SEED + 1, 200)).not.toEqual(lines);
  });

  it('reads its own file, and finds no difference', async () => {
    const comparison = await compareFile(fileOf(SEED, [...quick, ...sent]), differences);
    expect(comparison).toEqual({ same: quick.length + sent.length, documented: [], neither: [] });
  });

  it('sends requests to every endpoint that TextIt has too, refused and taken ones, and never finds a fault', () => {
    const statuses = sent.map(({ answer }) => (answer as { readonly status: number }).status);
    const posted = EVERY.filter(({ of, method }) => of === 'TextIt' && method === 'POST').map(({ path }) => path);
    const paths = new Set(sent.map(({ input }) => (input as { readonly path: string }).path));
    expect(posted.filter((path) => !paths.has(path))).toEqual([]);
    expect([200, 400].filter((status) => !statuses.includes(status))).toEqual([]);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });

  it('finds an answer that was changed, and shows its input', async () => {
    const comparison = await compareFile(changed(3, { answer: { text: 'other', failed: [] } }), []);
    expect(comparison).toMatchObject({ same: quick.length - 1, documented: [], neither: [{ input: quick[3]?.input }] });
    expect(reportText(comparison)).toContain(JSON.stringify(quick[3]?.input));
  });

  it('finds an answer that the peer has not', async () => {
    const comparison = await compareFile(changed(3, { answer: undefined }), []);
    expect(comparison.neither).toHaveLength(1);
  });

  it.each([
    ['by its input alone', '`template` `.`', 1],
    ["by its input and TextIt's answer", '`template` `.` `.` `other`', 1],
    ['but not with another answer here', '`template` `.` `never this`', 0],
    ['but not of another kind', '`query` `.`', 0],
    ['in one of two ways', '`query` `.`<br>`template` `^@\\|.`', 1],
    ['and nothing by an empty cell', '', 0],
  ])('counts a difference of a row of the page as documented: %s', async (_, cell, found) => {
    const file = changed(3, { answer: { text: 'other', failed: [] } });
    const comparison = await compareFile(file, readDifferences(row(cell)));
    expect([comparison.documented.length, comparison.neither.length]).toEqual([found, 1 - found]);
  });

  it('does not compare the words of errors, nor what the peer adds to a template', async () => {
    const at = quick.findIndex(({ kind }) => kind === 'template');
    const answer = { ...(quick[at]?.answer as object), why: ['said otherwise'] };
    expect((await compareFile(changed(at, { answer }), [])).same).toBe(quick.length);
  });

  it('names its command, and refuses what it cannot read', () => {
    expect(readOptions(['read', 'x.jsonl'])).toMatchObject({ command: 'read', file: 'x.jsonl' });
    expect(() => readOptions(['read'])).toThrow('one file');
    expect(() => readDifferences('| <a id="x"></a>X | there |')).toThrow('the row x lacks a cell');
  });
});

describe('the page of differences', () => {
  it('names kinds that there are, and each row once', () => {
    const ids = differences.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(differences.flatMap(({ matchers }) => matchers).filter(({ kind }) => !KINDS.has(kind))).toEqual([]);
  });
});

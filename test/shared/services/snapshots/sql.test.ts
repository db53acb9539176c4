/** SQL over the files finds the same people as the evaluator of queries. DuckDB stands in for Athena. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SnapshotSegment } from '../../../../shared/data/snapshots/index.ts';
import { plainSearch, readSearch, type Search } from '../../../../shared/domain/search/search.ts';
import { DUCKDB, searchSql } from '../../../../shared/domain/search/sql/engines.ts';
import { numberKey } from '../../../../shared/domain/search/sql/number-key.ts';
import { NotInSqlError } from '../../../../shared/domain/search/sql/text.ts';
import { parseNumber } from '../../../../shared/query/query.ts';
import { compareNumbers } from '../../../../shared/query/values/number.ts';
import { openFolder } from '../../../../shared/services/snapshots/segment-folder.ts';
import { runs } from '../../../support/property/runs.ts';
import { folder } from '../../data/search/generators.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { query, settings } from './generators.ts';
import { workspace, writeSegments, written } from './stored-world.ts';

const hasPandas = spawnSync('python3', ['-c', 'import pandas, pyarrow']).status === 0;
const duckdb = await import('@duckdb/node-api').catch(() => null);

test('numbers stand in the order of their keys, and equal ones have the same', () => {
  const digits = fc.stringMatching(/^-?\d{0,12}(\.\d{1,12})?$/);
  const number = fc.oneof(digits, fc.double({ noNaN: true }).map(String), fc.bigInt().map(String)).map(parseNumber);
  fc.assert(
    fc.property(number, number, (a, b) => {
      if (a === null || b === null) return;
      const [x, y] = [numberKey(a), numberKey(b)];
      expect(x < y ? -1 : x > y ? 1 : 0).toBe(Math.sign(compareNumbers(a, b)));
    }),
    { numRuns: runs(2_000) },
  );
});

describe.skipIf(duckdb === null)('SQL over the files of a snapshot', () => {
  const place = mkdtempSync(join(tmpdir(), 'dormouse-sql-'));
  let segments: readonly SnapshotSegment[] = [];
  let asked: (sql: string) => Promise<readonly (readonly string[])[]>;
  const ask = async (sql: string) => (await asked(sql)).map(([uuid]) => uuid).sort();
  beforeAll(async () => {
    const write = async (key: string, content: Buffer) => {
      await mkdir(dirname(join(place, key)), { recursive: true });
      await writeFile(join(place, key), content);
    };
    segments = await writeSegments(openFolder({ write } as never, workspace, now, true));
    const instance = await duckdb?.DuckDBInstance.create(':memory:');
    const connection = await instance?.connect();
    asked = async (sql) => ((await connection?.runAndReadAll(sql))?.getRows() ?? []).map((row) => row.map(String));
  });
  afterAll(() => rmSync(place, { recursive: true }));

  const files = () => segments.map(({ file }) => join(place, 'snapshots', workspace, file));
  const sqlOf = (search: Search) => searchSql(plainSearch(search) as never, files(), DUCKDB);
  const matching = (search: Search) =>
    [...written.values()]
      .filter(search.matches)
      .map(({ uuid }) => uuid)
      .sort();

  const blockOf = (language: string): string =>
    new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readFileSync('docs/guides/snapshots.md', 'utf8'))?.[1] ?? '';

  test('counts by what the guide shows', async () => {
    const [run = ''] = segments[0]?.file.split('/') ?? [];
    const sql = blockOf('sql').replace('snapshots/<workspace>/<run>', join(place, 'snapshots', workspace, run));
    const languages = [...written.values()].map(({ language }) => `${language}`);
    const counts = Map.groupBy(languages, (language) => language);
    const expected = [...counts].map(([language, of]) => `${language} ${of.length}`);
    expect((await asked(sql)).map((row) => row.join(' ')).sort()).toEqual(expected.sort());
  });

  test.skipIf(!hasPandas)('is read by pandas as the guide shows', () => {
    const [first = ''] = files();
    const code = `${blockOf('python').replace('0-6a09e667.parquet', first)}\nprint(len(people), *people.columns)`;
    const { stdout, stderr } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
    expect([stdout.trim(), stderr]).toEqual([`${segments[0]?.rows} uuid name field:age:number`, '']);
  });

  test('finds the same people, whatever is asked, in any zone and style of dates', async () => {
    let [compared, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(query, folder, settings, async (text, where, how) => {
        const here = { ...assets, settings: { ...assets.settings, ...how } };
        const read = readSearch(text, where as never, here, now);
        if (!read.ok) return;
        const { search } = read;
        try {
          expect([text, await ask(sqlOf(search))]).toEqual([text, matching(search)]);
          compared += 1;
        } catch (error) {
          if (!(error instanceof NotInSqlError)) throw error;
          expect(text).toMatch(/\b(ref|history)\b/);
          refused += 1;
        }
      }),
      { numRuns: runs(1_000) },
    );
    expect(compared).toBeGreaterThan(runs(300));
    expect(refused).toBeLessThan(compared);
  });
});

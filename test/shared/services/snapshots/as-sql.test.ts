/** The command that prints a search as SQL names the files of the present snapshot, and refuses what would be wrong. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchAsSql } from '../../../../shared/services/snapshots/as-sql.ts';
import {
  asked,
  expected,
  openStage,
  pass,
  person,
  type Stage,
  work,
} from '../../../functions/contacts/snapshot-stage.ts';
import { create, modify } from '../../../functions/groups/api.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';

const duckdb = await import('@duckdb/node-api').catch(() => null);

describe('a search as SQL', () => {
  let engine: RunningEngine;
  const place = mkdtempSync(join(tmpdir(), 'dormouse-as-sql-'));
  beforeAll(async () => {
    engine = await startEngine(engines[0] as (typeof engines)[number]);
  });
  afterAll(async () => {
    rmSync(place, { recursive: true });
    await engine.stop();
  });

  /** A workspace whose snapshot has changes, with columns for SQL or without. */
  async function stageWith(snapshotsForSql: boolean): Promise<Stage> {
    const opened = await openStage(engine);
    const stage = Object.assign(opened, { config: { ...opened.config, snapshotsForSql } }) as Stage;
    for (let n = 0; n < 20; n++) stage.people.add(await create(stage, person(n)));
    pass(stage, 400);
    await asked(stage, 'age > 5');
    await work(stage);
    for (const uuid of [...stage.people].slice(0, 6)) await modify(stage, uuid, person(2));
    pass(stage, 400);
    await asked(stage, 'age > 5');
    stage.queued.push({ queue: 'snapshots', body: { workspace: stage.workspace } } as never);
    await work(stage);
    return stage;
  }

  const sqlOf = (stage: Stage, query: string, engine: 'duckdb' | 'athena', files: string) =>
    searchAsSql(stage, stage.workspace, { query, engine, files, database: 'dormouse' });

  test.skipIf(duckdb === null)('finds in copies of the files whom the search finds', async () => {
    const stage = await stageWith(true);
    for (const [key, content] of stage.files.stored) {
      await mkdir(dirname(join(place, key)), { recursive: true });
      await writeFile(join(place, key), content);
    }
    const connection = await (await duckdb?.DuckDBInstance.create(':memory:'))?.connect();
    for (const query of ['age > 5', 'name ~ ann OR language = fra', 'age = ""', 'fields.age != 20']) {
      const sql = await sqlOf(stage, query, 'duckdb', place);
      const found = await connection?.runAndReadAll(sql);
      const uuids = (found?.getRows() ?? []).map(([uuid]) => String(uuid));
      expect([query, uuids.sort()]).toEqual([query, (await expected(stage, query, '')).sort()]);
    }
  });

  test('names for Athena the workspace and the files, oldest first, and makes a table with fields that are asked for', async () => {
    const stage = await stageWith(true);
    const named = await sqlOf(stage, 'name ~ ann', 'athena', 's3://files/');
    expect(named).toContain(`FROM dormouse.people WHERE workspace = '${stage.workspace}'`);
    expect(named).not.toContain('CREATE');
    const files = [...named.matchAll(/'(s3:[^']+)', (\d+)/g)].map(([, file, at]) => [file, Number(at)]);
    expect(files.map(([, at]) => at)).toEqual(files.map((_, at) => at));
    for (const [file] of files) expect(stage.files.stored.has(String(file).replace('s3://files/', ''))).toBe(true);
    const [drop, create, search] = (await sqlOf(stage, 'age > 5', 'athena', 's3://files')).split(';\n');
    const table = `dormouse.people_${stage.workspace.replaceAll('-', '_')}`;
    expect(drop).toContain(`DROP TABLE IF EXISTS ${table}`);
    expect(create).toContain('`sql_number_age` string');
    expect(create).toContain(`LOCATION 's3://files/snapshots/${stage.workspace}/'`);
    expect(search).toContain(`FROM ${table})`);
  });

  test('is refused by name when a query cannot be read or asked, when files lack the columns, and without a snapshot', async () => {
    const stage = await stageWith(false);
    await expect(sqlOf(stage, 'age > 5', 'athena', 's3://files')).rejects.toThrow('athena=true');
    await expect(sqlOf(stage, 'age >', 'athena', 's3://files')).rejects.toThrow('cannot be read');
    const none = await openStage(engine);
    await expect(sqlOf(none, 'age > 5', 'athena', 's3://files')).rejects.toThrow('There is no snapshot');
    const ready = await stageWith(true);
    await expect(sqlOf(ready, 'ref = "AAAAAAA"', 'athena', 's3://files')).rejects.toThrow(
      'ask the files of a snapshot for ref',
    );
  });
});

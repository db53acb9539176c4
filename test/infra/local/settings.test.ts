import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../../infra/local/ports.ts';
import { readSettings } from '../../../infra/local/settings.ts';

const ROOT = join(import.meta.dirname, '../../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-empty-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a program in the folder with variables that are there and empty; PORT leads to nobody. */
const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });

it.each([
  ['npm run seed', ['scripts/seed.ts'], 'No token in .dormouse/token: run npm start first'],
  ['npm run migrate', ['scripts/migrate.ts'], 'No local service runs, and there is no data in .dormouse/'],
])('an empty DATA_DIR is for %s the default, and not the current folder', async (_, args, line) => {
  for (const name of ['token', 'secrets.json']) writeFileSync(join(folder, name), '{}');
  const env = { DATA_DIR: '', WORKSPACE_TABLE: '', DORMOUSE_TOKEN: '', PORT: String(await freePort()) };
  expect(
    run(
      args.map((path) => join(ROOT, path)),
      env,
    ).stderr,
  ).toContain(line);
});

it('an empty variable of npm start is its default', () => {
  const code = `import { readSettings } from '${ROOT}/infra/local/settings.ts';
    console.log(JSON.stringify(readSettings(process.env)));`;
  const empty = { DATA_DIR: '', PORT: '', ASSEMBLY: '', DORMOUSE_TOKEN: '', AWS_REGION: '', DYNAMODB_ENDPOINT: '' };
  const told = [{}, empty].map((env) => JSON.parse(run(['--input-type=module', '-e', code], env).stdout));
  expect(told[1]).toEqual(told[0]);
  expect(told[1]).toMatchObject({ port: 8080, dataDir: join(folder, '.dormouse') });
  expect(readdirSync(folder)).toEqual(['.dormouse']);
});

it('whoever lets others in says by which address they come, and that is safe', () => {
  const read = (env: Readonly<Record<string, string>>) => readSettings({ DATA_DIR: join(folder, 'data'), ...env });
  expect(() => read({ HOST: '0.0.0.0' })).toThrow(/^PUBLIC_URL: HOST lets others in/);
  for (const PUBLIC_URL of ['dormouse.example.org', 'http://dormouse.example.org', 'ftp://localhost'])
    expect(() => read({ HOST: '0.0.0.0', PUBLIC_URL })).toThrow(/^PUBLIC_URL: give an address with https/);
  expect(read({ PUBLIC_URL: 'https://dormouse.example.org/' }).publicUrl).toBe('https://dormouse.example.org');
  expect(read({ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:8080' })).toMatchObject({ host: '0.0.0.0' });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptAssembly } from '../../../infra/local/assembly/assembly-cache.ts';
import { processesWith } from '../../support/leftovers.ts';
import { type Service, startService } from '../../support/service.ts';

const MAIN = join(import.meta.dirname, '../../../infra/local/main.ts');
const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-main-'));
let service: Service;

beforeAll(async () => {
  // As `npm start` does it, and not with the assembly that the journeys share.
  service = await startService({ dataDir, env: { DORMOUSE_TOKEN: 'given-token', ASSEMBLY: undefined } });
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const tryStart = (env: Record<string, string>, ...args: string[]) =>
  spawnSync(process.execPath, [MAIN, ...args], { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' });

describe('npm start', () => {
  test('runs the whole assembly with the token from its settings', async () => {
    expect(service.token).toBe('given-token');
    expect((await service.api('GET', 'workspace.json')).body).toMatchObject({ name: 'Dormouse' });
    expect((await service.local('GET', 'info')).body).toMatchObject({
      dynamodb: { tables: { contacts: expect.any(String), workspace: expect.any(String) } },
      queues: { select: expect.any(String), files: expect.any(String), work: expect.any(String) },
      functions: expect.arrayContaining(['contacts', 'jobs-work', 'project']),
      schedules: expect.arrayContaining(['flag-dormant', 'watchdog']),
    });
  });

  test('keeps its data where only its owner reads it', () => {
    const files = readdirSync(dataDir).map((name) => join(dataDir, name));
    expect(files).toEqual(expect.arrayContaining(['token', 'secrets.json'].map((name) => join(dataDir, name))));
    expect(files.filter((file) => (statSync(file).mode & 0o077) !== 0)).toEqual([]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  test('a second start on its port says so in one line', () => {
    const { port } = new URL(service.url);
    const { status, stdout, stderr } = tryStart({ PORT: port, DATA_DIR: ':memory:' });
    expect([status, stdout, stderr]).toEqual([1, '', `Port ${port} is in use: set PORT to another one.\n`]);
  });

  test('a second start on its data directory says so in one line', () => {
    const { status, stdout, stderr } = tryStart({ PORT: '0', DATA_DIR: dataDir });
    expect([status, stdout, stderr]).toEqual([1, '', `${dataDir} is in use by process ${service.pid}.\n`]);
  });

  test('before npm ci one sentence says what to run', () => {
    const folder = join(dataDir, 'fresh/infra/local');
    cpSync(join(MAIN, '../start.js'), join(folder, 'start.mjs'));
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'start.mjs')], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^The packages are not installed\. Run npm ci .+\n$/)]);
  });

  test('an invalid setting is named', () => {
    for (const PORT of ['high', '65536', '-1', '80.5'])
      expect(tryStart({ PORT, DATA_DIR: ':memory:' }).stderr).toBe('PORT: give a whole number from 0 to 65535\n');
    expect(tryStart({ PORT: '0', DATA_DIR: import.meta.filename }).stderr).toMatch(/^DATA_DIR: .+ not a folder.+\n$/);
    const memory = { PORT: '0', DATA_DIR: ':memory:' };
    expect(tryStart({ ...memory, ASSEMBLY: dataDir }).stderr).toMatch(/^ASSEMBLY: there is no .+\n$/);
    expect(tryStart(memory, '--tri=people.csv').stderr).toMatch(/^Unknown option '--tri'.+\n$/);
  });

  test('stops cleanly, leaves no process behind, and starts again with its data and the existing assembly', async () => {
    const { uuid } = (await service.api('GET', 'workspace.json')).body;
    expect(await service.stop('SIGTERM')).toBe(0);
    expect(processesWith(dataDir)).toEqual([]);

    service = await startService({ dataDir, env: { ASSEMBLY: await keptAssembly() } });
    expect(service.token).toBe('given-token');
    expect((await service.api('GET', 'workspace.json')).body.uuid).toBe(uuid);
    expect(await service.stop('SIGINT')).toBe(0);
  });
});

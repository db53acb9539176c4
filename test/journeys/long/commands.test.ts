import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../support/service.ts';
import { joinJourney } from '../stage.ts';

const SCRIPTS = join(import.meta.dirname, '../../../scripts');

let service: Service;

beforeAll(async () => {
  service = await joinJourney();
});

afterAll(() => service?.stop());

/** Runs a script like npm, with the service's port in its environment; resolves with exit code and output. */
const run = (script: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; said: string[] }>((resolve) => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, PORT: new URL(service.url).port, DORMOUSE_TOKEN: service.token };
    execFile(process.execPath, [join(SCRIPTS, script), ...args], { env }, (error, out, said) =>
      resolve({ code: error ? Number(error.code) : 0, out, said: said.trim().split('\n') }),
    );
  });

describe('npm run seed', () => {
  it('fills the running service, and leaves the settings as they are', async () => {
    const before = (await service.api('GET', 'settings.json')).body;
    const { code, said } = await run('seed.ts', '--contacts', '40');
    expect([code, said.at(-1)]).toEqual([0, expect.stringMatching(/^40 of 40 contacts in \d+ s$/)]);
    await service.idle();
    expect((await service.api('GET', 'counts.json')).body.folders.active).toBe(40);
    expect((await service.api('GET', 'settings.json')).body).toEqual(before);
  });

  it.each([
    [['--contacts', 'many'], '--contacts takes a whole number from 1 on, not "many".'],
    [['--url', 'http://127.0.0.1:9'], expect.stringMatching(/^No service at http:\/\/127\.0\.0\.1:9 /)],
    [['--token', 'wrong-token'], expect.stringMatching(/imports\.json was refused: {"detail":"Invalid token"}\. Give/)],
  ])('says in one line what is wrong with %j', async (args, line) => {
    expect(await run('seed.ts', ...args)).toEqual({ code: 1, out: '', said: [line] });
  });
});

describe('npm run workspace', () => {
  it('makes a workspace, whose token the service accepts, and audits its counts', async () => {
    const { code, out } = await run('workspace.ts', 'create', 'Clinic North', '--country', 'RW');
    expect(code).toBe(0);
    const [, workspace = '', token = ''] = /^created\nworkspace (\S+)\ntoken (\S+)\n$/.exec(out) ?? [];
    const answer = await service.api('GET', 'settings.json', undefined, { authorization: `Token ${token}` });
    expect(answer.body).toMatchObject({ uuid: workspace, name: 'Clinic North', country: 'RW' });
    const audit = await run('workspace.ts', 'audit', workspace);
    expect([audit.code, JSON.parse(audit.out)]).toEqual([0, { folders: {}, groups: {} }]);
  });

  it.each([
    [[], 'Usage: npm run workspace -- create "<name>", audit <uuid> or repair <uuid>. --help shows all.'],
    [['audit', 'x'], '"x" is not a UUID.'],
    [['repair', 'x'], '"x" is not a UUID.'],
    [['create', 'Clinic', 'North'], '"North" is one argument too many: put a name with spaces in quotes.'],
  ])('says in one line what is wrong with %j', async (args, line) => {
    expect(await run('workspace.ts', ...args)).toEqual({ code: 1, out: '', said: [line] });
  });
});

it.each(['seed.ts', 'workspace.ts'])('%s --help shows the options', async (script) => {
  const { code, out } = await run(script, '--help');
  expect([code, out]).toEqual([0, expect.stringMatching(/^npm run [\s\S]+--token <secret>[\s\S]+--help/)]);
});

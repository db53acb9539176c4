import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople } from '../../../support/api/client.ts';
import { openProgramme, openStage, type RunningStage } from '../../stage.ts';

const RECIPE = join(import.meta.dirname, '../../../../docs/recipes/nightly_sync.py');
const hasPython = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 11)']).status === 0;

/** Dies after the first page of the next run, as by a power cut. */
const KILLED = `
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location('recipe', '${RECIPE}')
recipe = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recipe)
store = recipe.store
def once(*of):
    store(*of)
    os._exit(1)
recipe.store = once
recipe.sync(sys.argv[1])
`;

describe.skipIf(!hasPython)(
  `The recipe for a nightly copy${hasPython ? '' : ' (skipped: there is no Python 3.11)'}`,
  () => {
    let stage: RunningStage;
    let client: Client;
    let run: (...args: readonly string[]) => Promise<string>;
    const folder = mkdtempSync(join(tmpdir(), 'nightly-sync-'));
    const copy = join(folder, 'contacts.db');

    beforeAll(async () => {
      stage = await openStage();
      const programme = await openProgramme(stage.service);
      client = programme.client;
      const env = { ...process.env, DORMOUSE_URL: stage.url, DORMOUSE_TOKEN: programme.token };
      run = async (...args) => (await promisify(execFile)('python3', ['-B', ...args], { env })).stdout;
    });

    afterAll(async () => {
      rmSync(folder, { recursive: true });
      await stage?.service.stop();
    });

    it('has everybody, goes on after it was killed, and loses who is deleted', async () => {
      const people = await createPeople(client, 260, { first: 790_000 });
      await expect(run('-c', KILLED, copy)).rejects.toThrow();
      expect(await run(RECIPE, copy)).toBe('260 contacts\n');

      const [changed = '', gone = ''] = people;
      await client.post(`contacts.json?uuid=${changed}`, { name: 'Renamed' });
      await client.post('contact_actions.json', { contacts: [gone], action: 'set_status', status: 'archived' });
      expect(await client.ask('DELETE', `contacts.json?uuid=${gone}`)).toMatchObject({ status: 204 });
      await stage.settle();
      expect(await run(RECIPE, copy)).toBe('259 contacts\n');
      const names = `import sqlite3, json; print([json.loads(c)['name'] for (c,) in sqlite3.connect('${copy}').execute("SELECT contact FROM contacts WHERE uuid IN ('${changed}', '${gone}')")])`;
      expect(await run('-c', names)).toBe("['Renamed']\n");
    });
  },
);

import { expect, test } from 'vitest';
import type { Rebuilder } from '../../../../infra/local/dev/rebuild.ts';
import { createSavedFunctions } from '../../../../infra/local/dev/saved-functions.ts';

const RECORD = {
  templates: { files: [], hash: '' },
  functions: {
    contacts: { entry: 'contacts.ts', files: ['contacts.ts', 'shared.ts'] },
    groups: { entry: 'groups.ts', files: ['groups.ts', 'shared.ts'] },
    flows: { entry: 'flows.ts', files: ['flows.ts', 'shared.ts'] },
  },
  files: {},
};

/** Functions over a compiler that holds each build until it is let go; `builds` are those that it was asked for. */
function open() {
  const builds: string[] = [];
  const said: string[] = [];
  const held: { finish: () => void; fail: (error: Error) => void }[] = [];
  const rebuilder: Rebuilder = {
    rebuild({ name, entry }) {
      builds.push(name);
      const { promise, resolve, reject } = Promise.withResolvers<{ directory: string; sources: string[] }>();
      const version = builds.filter((one) => one === name).length;
      held.push({
        finish: () => resolve({ directory: `${name}.${version}`, sources: [entry, 'shared.ts'] }),
        fail: reject,
      });
      return promise;
    },
    stop: async () => undefined,
  };
  const functions = createSavedFunctions(RECORD, rebuilder, (line) => said.push(line));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    builds,
    said,
    run: (name: string) => functions.directoryOf(name, 'assembly'),
    save: (...paths: string[]) => functions.saved(new Set(paths)),
    async finish() {
      held.shift()?.finish();
      await settled();
    },
    async fail(message: string) {
      held.shift()?.fail(new Error(message));
      await settled();
    },
  };
}

test('a function runs from the assembly until one of its files is saved, and then from what was built of it', async () => {
  const { builds, run, save, finish } = open();
  expect(await run('contacts')).toBe('assembly');
  save('groups.ts', 'README.md');
  save('contacts.ts');
  const directory = run('contacts');
  await finish();
  await finish();
  expect([await directory, builds]).toEqual(['contacts.1', ['groups', 'contacts']]);
});

test('of a file that many functions have, the one that ran last is built first, and one that has not run when it runs', async () => {
  const { builds, run, save, finish, said } = open();
  await run('contacts');
  await run('groups');
  save('shared.ts');
  await finish();
  await finish();
  expect(builds).toEqual(['groups', 'contacts']);
  expect(said).toEqual([expect.stringMatching(/^groups and contacts built again in \d+ ms$/)]);
  const flows = run('flows');
  await finish();
  expect([await flows, builds]).toEqual(['flows.1', ['groups', 'contacts', 'flows']]);
});

test('an error is said once, what was built before keeps running, and any later save is tried', async () => {
  const { run, save, finish, fail, said } = open();
  await run('contacts');
  save('contacts.ts');
  await finish();
  expect(await run('contacts')).toBe('contacts.1');
  await run('groups');
  save('shared.ts');
  await fail('Unexpected }');
  await fail('Unexpected }');
  expect([await run('contacts'), await run('groups')]).toEqual(['contacts.1', 'assembly']);
  expect(said.filter((line) => line.includes('Unexpected'))).toEqual(['Error: Unexpected }']);
  save('a-new-file.ts');
  const directories = [run('contacts'), run('groups')];
  await finish();
  await finish();
  expect(await Promise.all(directories)).toEqual(['contacts.3', 'groups.2']);
});

test('an error is said of functions that have not run, too', async () => {
  const { builds, save, fail, said } = open();
  save('shared.ts');
  await fail('Unexpected }');
  expect([builds, said]).toEqual([['contacts'], ['Error: Unexpected }']]);
});

test('what is saved during a build is built, whether that build succeeds or fails', async () => {
  const { builds, run, save, finish, fail } = open();
  await run('contacts');
  save('contacts.ts');
  save('contacts.ts');
  await finish();
  save('contacts.ts');
  await fail('Unexpected }');
  await finish();
  expect([await run('contacts'), builds.length]).toEqual(['contacts.3', 3]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { forget, remembered } from '../../../../shared/services/snapshots/cache.ts';

const KB = 1024;

// Another file of the same thread may have left columns in it.
beforeEach(forget);
afterEach(() => {
  vi.unstubAllEnvs();
  forget();
});

test('columns of a workspace never push out all of another one; its own least used go', async () => {
  // Half of it is for columns: 512 KB.
  vi.stubEnv('AWS_LAMBDA_FUNCTION_MEMORY_SIZE', '1');
  const loaded: string[] = [];
  const read = (workspace: string, name: string) =>
    remembered(workspace as WorkspaceId, `${workspace} ${name}`, async () => {
      loaded.push(`${workspace} ${name}`);
      return { value: name, size: 100 * KB };
    });
  for (const name of ['a', 'b']) await read('small', name);
  for (let n = 0; n < 20; n++) {
    await read('large', `${n}`);
    // This one is used all the time.
    await read('large', '0');
  }
  loaded.length = 0;
  for (const name of ['a', 'b']) await read('small', name);
  for (const name of ['0', '19', '5']) await read('large', name);
  expect(loaded).toEqual(['large 5']);
});

test('what could not be loaded is loaded again', async () => {
  const failing = () => Promise.reject(new Error('No network'));
  await expect(remembered('one' as WorkspaceId, 'name', failing)).rejects.toThrow('No network');
  expect(await remembered('one' as WorkspaceId, 'name', async () => ({ value: 7, size: 1 }))).toBe(7);
});

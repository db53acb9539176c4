/** How much a workspace keeps of its imports. */
import { beforeAll, expect, it } from 'vitest';
import { keepColumns, recallColumns } from '../../../shared/data/imports/index.ts';
import type { ImportId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { Client } from '../../support/api/client.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
});

it('a workspace recalls the last 50 sets of columns', async () => {
  const { data } = stage().service.runtime;
  const workspace = (await client.get('workspace.json')).uuid as WorkspaceId;
  const recalled = { import: 'i' as ImportId, name: 'Old', columns: {} };
  for (let on = 0; on < 51; on++) await keepColumns(data, workspace, `set ${on}`, { ...recalled, on: instant(on) });
  expect(await recallColumns(data, workspace, 'set 0')).toBeNull();
  expect(await recallColumns(data, workspace, 'set 50')).toMatchObject({ name: 'Old' });
});

it('what cells mean is said of as few as an import can keep', async () => {
  const cells = Object.fromEntries(Array.from({ length: 600 }, (_, cell) => [String(cell), 'x']));
  const many = { name: 'Test', files: [{ name: 'a.csv' }], values: { A: cells, B: cells } };
  const { status, body } = await client.ask('POST', 'imports.json', many);
  expect({ status, body }).toMatchObject({ status: 400, body: { values: [expect.any(String)] } });
});

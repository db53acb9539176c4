import { beforeAll, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { type Client, prepare } from '../../support/api/client.ts';
import { untilFile } from '../../support/exports/exporting.ts';
import { preview, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

/** Asks for a preview whose reading has died so many times; returns the import. */
async function previewAfter(deaths: number) {
  const uuid = await upload(stage(), client, [{ name: 'people.csv', content: 'Phone\n+250788000001' }]);
  await client.post(`imports.json?uuid=${uuid}`, { action: 'preview' });
  const { file } = await untilFile(stage());
  await workOnFiles(file, stage().service.runtime, { deaths });
  await stage().settle();
  return (await client.get(`imports.json?uuid=${uuid}`)).results[0];
}

it('a file is read again when its reading died once', async () => {
  expect(await previewAfter(1)).toMatchObject({ problem: null, preview: { rows: 1 } });
});

it('a file whose reading died twice is refused in words, and read again when somebody asks for it', async () => {
  const refused = await previewAfter(2);
  expect(refused.problem).toMatch(/^people\.csv: .*Its reader stopped in the middle, again and again\./);
  expect(refused.preview).toBeNull();
  expect(await preview(stage(), client, refused.uuid)).toMatchObject({ problem: null, preview: { rows: 1 } });
});

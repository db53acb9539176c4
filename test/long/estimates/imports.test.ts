import { expect, test } from 'vitest';
import cases from '../../cases/estimates/imports.json' with { type: 'json' };
import { prepare } from '../../support/api/client.ts';
import { importFiles, preview, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { expectToHold, type Json, measure } from './measure.ts';
import { fileOf, type People } from './people.ts';

interface Case {
  readonly name: string;
  readonly anon?: boolean;
  readonly smart?: boolean;
  readonly there?: People;
  readonly file: People;
  readonly refused?: number;
  readonly optedOut?: boolean;
}

const stage = onInProcessStage();

test.each(cases.cases as readonly Case[])('$name', async ({ anon, smart, there, file, refused, optedOut }) => {
  const client = await stage().open();
  await prepare(client);
  if (anon) await client.post('settings.json', { anon: true });
  if (smart) await client.post('groups.json', { name: 'Persons', query: 'name ~ "Person"' });
  if (there) await importFiles(stage(), client, [fileOf(there)]);
  let shown: Json;
  const measured = await measure(stage(), client, async () => {
    const sent = fileOf(file, refused);
    const refusals = optedOut ? { [sent.name]: 'everybody' } : 'none';
    shown = await preview(stage(), client, await upload(stage(), client, [sent], { refusals }));
    return shown.job.uuid;
  });
  expectToHold(measured);
  const { costs, created, updated, unchanged } = shown.preview;
  expect(costs).toMatchObject({
    created: { contacts: created },
    updated: { contacts: updated },
    unchanged: { contacts: unchanged, write_units: 0 },
  });
  expect(measured.job.total).toBe(created + updated + unchanged);
});

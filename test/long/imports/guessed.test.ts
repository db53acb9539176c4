/** What columns become by their cells: `test/cases/imports/guessed.json`. */
import { beforeAll, expect, it } from 'vitest';
import cases from '../../cases/imports/guessed.json' with { type: 'json' };
import { type Client, prepare } from '../../support/api/client.ts';
import { preview, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

interface GuessedCase {
  readonly label: string;
  readonly content: string;
  readonly mapping?: Readonly<Record<string, string>>;
  readonly targets: Readonly<Record<string, string>>;
  readonly types?: Readonly<Record<string, string>>;
  readonly warnings?: readonly string[];
}

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
  for (const name of ['Farmers', 'Teachers']) await client.post('groups.json', { name });
});

it.each(cases as readonly GuessedCase[])('$label', async ({ content, mapping = {}, targets, types, warnings }) => {
  const uuid = await upload(stage(), client, [{ name: 'people.csv', content }]);
  const { preview: found } = await preview(stage(), client, uuid, { mapping });
  expect(targetsIn(found.columns)).toMatchObject(targets);
  if (types !== undefined)
    expect(found.new_fields.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual(
      Object.entries(types),
    );
  for (const warning of warnings ?? []) expect(found.warnings).toContainEqual(expect.stringContaining(warning));
});

const targetsIn = (columns: readonly { column: string; target: string }[]) =>
  Object.fromEntries(columns.map(({ column, target }) => [column, target]));

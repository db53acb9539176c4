import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, prepare } from '../../support/api/client.ts';
import { preview, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

describe('a mapping', () => {
  it('is changed, saved by name and used again', async () => {
    const content = 'Ref,Kind\nfarm-81,Farmer\n';
    const uuid = await upload(stage(), client, [{ name: 'a.csv', content }]);
    expect((await preview(stage(), client, uuid, { refusals: 'none' })).preview).toMatchObject({
      created: 0,
      warnings: [
        expect.stringContaining('No column has phone numbers or e-mail addresses'),
        expect.stringContaining('None of its 1 rows'),
      ],
    });
    const coded = await client.ask('GET', `imports.json?uuid=${uuid}`, undefined, { prefer: 'codes' });
    expect(coded.body.results[0].codes.preview).toMatchObject({
      warnings: [
        { code: 'warn_no_addresses', data: {} },
        { code: 'all_rows_refused', data: { rows: '1' } },
      ],
      refused: [{ text: { code: 'row_nothing', data: {} } }],
    });
    const mapping = { Ref: 'urn:ext', Kind: 'groups' };
    expect((await preview(stage(), client, uuid, { mapping, save_mapping_as: 'Monthly' })).preview).toMatchObject({
      created: 1,
      new_groups: ['Farmer'],
    });
    expect((await client.get('import_mappings.json')).results).toEqual([
      { name: 'Monthly', mapping, refusals: 'none' },
    ]);
    const again = await upload(stage(), client, [{ name: 'a.csv', content }], { mapping_name: 'monthly' });
    expect((await preview(stage(), client, again)).preview).toMatchObject({ created: 1, new_groups: ['Farmer'] });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { keepColumns, recallColumns } from '../../../shared/data/imports/index.ts';
import type { ImportId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { type Client, prepare } from '../../support/api/client.ts';
import { preview, previewAsked, run, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

describe('columns that were imported before', () => {
  const NEXT = ['zorvat,CALLED,Seen,Nr', 'plim,Cyd,05/06/2025,0788000203', 'kroz,Dan,07/06/2025,0788000204'];
  const before = {
    mapping: { Called: 'name', Nr: 'urn:tel', Seen: 'last_seen_on' },
    refusals: { Zorvat: ['kroz'] },
  };
  let own: Client;
  beforeAll(async () => {
    own = await stage().open();
    await prepare(own);
    await own.post('settings.json', { date_style: 'month_first' });
    const rows = ['Nr,Called,Zorvat,Seen', '0788000201,Ann,plim,24/05/2025', '0788000202,Bob,kroz,25/05/2025'];
    const first = await upload(stage(), own, [{ name: 'may.csv', content: rows.join('\n') }], before);
    await run(stage(), own, await previewAsked(stage(), own, first));
  });

  const next = async (more: object = {}, rows = NEXT) => {
    const uuid = await upload(stage(), own, [{ name: 'june.csv', content: rows.join('\n') }]);
    return previewAsked(stage(), own, uuid, more);
  };

  it('become what they became, in any order and case, also as days were written', async () => {
    const { preview: shown, mapping } = await next({ refusals: 'none' });
    expect(mapping).toEqual({});
    expect(shown.columns_from).toMatchObject({ name: 'Test', import: expect.any(String) });
    expect(shown.columns.map(({ column, target }: { column: string; target: string }) => [column, target])).toEqual([
      ['zorvat', 'field:Zorvat'],
      ['CALLED', 'name'],
      ['Seen', 'last_seen_on'],
      ['Nr', 'urn:tel'],
    ]);
    expect(shown.columns[2].becomes[0]).toMatch(/^2025-06-05/);
    expect(shown.created).toBe(2);
  });

  it('are asked again who wants no messages, with the last answer first, and never run without one', async () => {
    const shown = await next();
    expect([shown.refusals, shown.preview.asks]).toEqual([null, []]);
    expect(shown.preview.candidates[0]).toMatchObject({
      ...{ name: 'zorvat', how: ['kroz'], proposal: ['kroz'], because: 'before', preselected: true },
    });
    expect(shown.preview.people.created).toEqual({ contacts: 2, want_none: 1 });
    const { job } = shown;
    const body = { action: 'run', token: job.token, count: job.total };
    const refused = await own.ask('POST', `jobs.json?uuid=${job.uuid}`, body);
    expect(refused.status).toBe(400);
  });

  it('become what somebody says now, and nothing is recalled of other columns', async () => {
    const said = await next({ refusals: 'none', mapping: { CALLED: 'field:Nickname' } });
    expect(said.preview.columns[1]).toMatchObject({ column: 'CALLED', target: 'field:Nickname' });
    const [header = '', ...rows] = NEXT;
    const other = await next({ refusals: 'none' }, [`${header},More`, ...rows.map((row) => `${row},1`)]);
    expect(other.preview.columns_from).toBeNull();
    expect(other.preview.columns[3].target).not.toBe('urn:tel');
  });

  it('of which a workspace recalls the last 50 sets', async () => {
    const { data } = stage().service.runtime;
    const workspace = (await own.get('workspace.json')).uuid as WorkspaceId;
    const recalled = { import: 'i' as ImportId, name: 'Old', columns: {} };
    for (let on = 0; on < 51; on++) await keepColumns(data, workspace, `set ${on}`, { ...recalled, on: instant(on) });
    expect(await recallColumns(data, workspace, 'set 0')).toBeNull();
    expect(await recallColumns(data, workspace, 'set 50')).toMatchObject({ name: 'Old' });
  });
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

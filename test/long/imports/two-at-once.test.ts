import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { reportOn } from '../../support/imports/reports.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

describe('two imports at once over the same people', () => {
  const stage = onInProcessStage();
  let client: Client;
  beforeAll(async () => {
    client = await stage().open();
    await prepare(client);
  });
  const read = async (...rows: string[]) => {
    const content = ['Phone,Phone 2,Name,Opted out', ...rows].join('\n');
    const mapping = { 'Phone 2': 'urn:tel' };
    return preview(stage(), client, await upload(stage(), client, [{ name: 'a.csv', content }], { mapping }));
  };

  it('make nobody twice, and of the second each opt-out counts, although its row can not be imported any more', async () => {
    await client.post('contacts.json', { name: 'Eve', urns: ['tel:+250788700003'] });
    const first = await read('0788700001,,Ann,', '0788700002,,Bob,', '0788700004,,Dan,');
    const second = await read('0788700001,,Anna,yes', '0788700002,,Bobby,', '0788700003,0788700004,Eva,yes');
    expect(second.preview).toMatchObject({ created: 2, updated: 1, opt_outs: { given: 2 } });
    expect(await run(stage(), client, first)).toMatchObject({ changed: 3 });
    expect(await run(stage(), client, second)).toMatchObject({
      ...{ status: 'completed', total: 3, changed: 1, failed: { address_taken: 2 } },
    });
    const people = await Promise.all([1, 2, 3].map((n) => contactOf(client, `tel:+25078870000${n}`)));
    expect(people).toMatchObject([
      { name: 'Ann', status: 'stopped' },
      { name: 'Bob', status: 'active' },
      { name: 'Eve', status: 'stopped', urns: ['tel:+250788700003'] },
    ]);
    const { lines: rows } = await reportOn(stage(), client, second.uuid);
    expect(rows.map(([, line, outcome, reason]) => [line, outcome, reason])).toEqual([
      ['2', 'failed', 'address_taken'],
      ['3', 'failed', 'address_taken'],
      ['4', 'updated', ''],
    ]);
  });
});

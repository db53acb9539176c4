/** What becomes of dates and numbers in files: the types of new fields, and days that are read right or not at all. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { importFiles } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

const table = (...lines: readonly string[]) => [{ name: 'people.csv', content: lines.join('\r\n') }];
const fieldsOf = async (phone: string) => (await contactOf(client, `tel:+250788${phone}`))?.fields;

describe('new fields', () => {
  const VISITS = table(
    'Phone,Kids,First visit,Weighed on,Card no',
    '+250788400001,2,3/4/2024,5/6/2024,0012',
    '+250788400002,1,4/13/2024,7/8/2024,0013',
  );

  it('are of the type of all their cells, and the preview says how dates are read and what proves it', async () => {
    const { preview, job } = await importFiles(stage(), client, VISITS);
    expect(preview.new_fields).toEqual([
      { name: 'Kids', type: 'number' },
      { name: 'First visit', type: 'datetime' },
      { name: 'Weighed on', type: 'datetime' },
      { name: 'Card no', type: 'text' },
    ]);
    expect(preview.columns).toMatchObject([
      { becomes: ['tel:+250788400001', 'tel:+250788400002'] },
      { becomes: ['2', '1'] },
      { becomes: [expect.stringMatching(/^2024-03-04T00:00/), expect.stringMatching(/^2024-04-13T00:00/)] },
      { becomes: [expect.stringMatching(/^2024-06-05T00:00/), expect.stringMatching(/^2024-08-07T00:00/)] },
      { becomes: ['0012', '0013'] },
    ]);
    expect(preview.warnings).toEqual([
      '"First visit": 4/13 proves that its dates are written month first.',
      'Nothing in "Weighed on" proves the order of day and month: its dates are read day first, as the workspace writes them.',
    ]);
    expect(job.status).toBe('completed');
    expect(await fieldsOf('400001')).toMatchObject({
      ...{ kids: '2', card_no: '0012' },
      first_visit: expect.stringMatching(/^2024-03-04T00:00/),
      weighed_on: expect.stringMatching(/^2024-06-05T00:00/),
    });
  });

  it('are as they were when the file comes again', async () => {
    const { preview } = await importFiles(stage(), client, VISITS);
    expect(preview).toMatchObject({ created: 0, updated: 0, unchanged: 2, new_fields: [] });
  });
});

describe('a day that no calendar has', () => {
  it('refuses its row, in a new field of dates and in one that is there', async () => {
    const file = table(
      'Phone,Due',
      '+250788400011,31/02/2024',
      '+250788400012,2024-13-01',
      '+250788400013,28/02/2024',
      '+250788400014,0000-00-00',
    );
    for (const created of [2, 0]) {
      const { preview } = await importFiles(stage(), client, file);
      expect(preview).toMatchObject({ created, invalid: 2 });
      expect(preview.refused).toMatchObject([
        { line: 2, reason: 'invalid_time', column: 'Due', text: 'Due: "31/02/2024" is a day that no calendar has.' },
        { line: 3, reason: 'invalid_time', column: 'Due' },
      ]);
    }
    expect(await fieldsOf('400013')).toMatchObject({ due: expect.stringMatching(/^2024-02-28T00:00/) });
    expect(await fieldsOf('400014')).toMatchObject({ due: null });
  });

  it('opts out all the same, as the time of it', async () => {
    const file = table('Phone,Unsubscribed at', '+250788400021,31/02/2024', '+250788400022,28/02/2024');
    const { preview } = await importFiles(stage(), client, file);
    expect(preview.opt_outs).toMatchObject({ given: 2, kept: 0 });
    for (const phone of ['400021', '400022'])
      expect(await contactOf(client, `tel:+250788${phone}`)).toMatchObject({ status: 'stopped' });
  });
});

it('reads when people were last seen by the order that the column proves', async () => {
  const file = table('Phone,Last seen on', '+250788400031,3/4/2024', '+250788400032,4/13/2024');
  const { preview } = await importFiles(stage(), client, file);
  expect(preview).toMatchObject({ created: 2, invalid: 0 });
  expect(await contactOf(client, 'tel:+250788400031')).toMatchObject({
    last_seen_on: expect.stringMatching(/^2024-03-0[34]T/),
  });
});

it('keeps a column of dates in both orders as texts, and says so', async () => {
  const { preview } = await importFiles(
    stage(),
    client,
    table('Phone,Seen by', '+250788400041,4/13/2024', '+250788400042,13/4/2024'),
  );
  expect(preview.new_fields).toEqual([{ name: 'Seen by', type: 'text' }]);
  expect(preview.warnings).toEqual([
    '"Seen by" has dates in both orders, such as 13/4 and 4/13. Make them one, such as 2026-01-31.',
  ]);
});

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
});

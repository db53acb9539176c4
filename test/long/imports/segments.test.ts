import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { importFiles, preview, upload } from '../../support/imports/import-files.ts';
import { lines } from '../../support/imports/reading.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
  await client.post('fields.json', { name: 'Town', type: 'text' });
});

const endpoint = (phone: string, more: object = {}) => ({
  ...{ Id: phone, ChannelType: 'SMS', Address: `+2507882000${phone}`, OptOut: 'NONE', EndpointStatus: 'ACTIVE' },
  ...more,
});
const of = (phone: string) => contactOf(client, `tel:+2507882000${phone}`);
const town = (...Values: string[]) => ({ Attributes: { Town: { AttributeType: 'INCLUSIVE', Values } } });
const segment = (Name: string, Dimensions: object) => ({
  Id: `id of ${Name}`,
  Name,
  SegmentType: 'DIMENSIONAL',
  Dimensions,
});

describe('segments of Pinpoint', () => {
  it('are groups of those whose endpoints were exported for them: by what is said, or by the name of the file', async () => {
    const { preview: found } = await importFiles(stage(), client, [
      { name: 'segment-VIP.gz', content: gzipSync(lines(endpoint('01'), endpoint('02', { User: { UserId: 'u' } }))) },
      { name: 'part-0.gz', content: gzipSync(lines(endpoint('01'), endpoint('03'))), group: 'Early, birds' },
      { name: 'part-1.gz', content: gzipSync(lines(endpoint('02', { User: { UserId: 'u' } }), endpoint('04'))) },
      { name: 'segment-Old.gz', content: gzipSync(lines(endpoint('04'))), group: null },
    ]);
    expect(found).toMatchObject({ rows: 4, created: 4, invalid: 0, new_groups: ['VIP', 'Early, birds'] });
    expect(await of('01')).toMatchObject({ groups: [{ name: 'VIP' }, { name: 'Early, birds' }] });
    expect(await of('02')).toMatchObject({ groups: [{ name: 'VIP' }] });
    expect(await of('03')).toMatchObject({ groups: [{ name: 'Early, birds' }] });
    expect(await of('04')).toMatchObject({ groups: [] });
  });

  it('are smart groups where a query says the same, also of everybody in the files, and are named where not', async () => {
    const definitions = {
      SegmentsResponse: {
        Item: [
          segment('From Huye', town('Huye')),
          segment('From Kigali', town('Kigali')),
          segment('Tea', { Attributes: { Likes: { AttributeType: 'CONTAINS', Values: ['tea'] } } }),
          segment('Buyers', { Metrics: { Spent: { ComparisonOperator: 'GREATER_THAN', Value: 5 } } }),
        ],
      },
    };
    const { preview: found } = await importFiles(stage(), client, [
      { name: 'segments.json', content: JSON.stringify(definitions, null, 4) },
      {
        name: 'everybody.json',
        content: lines(
          endpoint('11', { Attributes: { Town: ['Huye'] }, Metrics: { Spent: 7 } }),
          endpoint('12', { Attributes: { Town: ['kigali'] }, Metrics: { Spent: 5 } }),
        ),
      },
      { name: 'from huye.json', content: lines(endpoint('11', { Attributes: { Town: ['Huye'] } })) },
    ]);
    expect(found).toMatchObject({
      files: [
        { format: 'pinpoint_segments', rows: 0 },
        { format: 'pinpoint', rows: 2 },
      ],
      created: 2,
      new_fields: [{ name: 'Spent', type: 'number' }],
      new_groups: [],
      new_smart_groups: [
        { name: 'From Huye', query: 'fields.town = "Huye"' },
        { name: 'Buyers', query: 'fields.spent > 5' },
      ],
      warnings: [
        expect.stringContaining('From Huye is a smart group'),
        expect.stringContaining(
          'The segment Tea does not become a smart group: Attributes.Likes is compared by CONTAINS',
        ),
        expect.stringContaining('The segment From Kigali does not become a smart group: 1 person in the files'),
      ],
    });
    expect(await of('11')).toMatchObject({ groups: [{ name: 'From Huye' }, { name: 'Buyers' }] });
    expect(await of('12')).toMatchObject({ groups: [], fields: { town: 'kigali', spent: '5' } });
  });

  it('do not come without people, by whom they could be tried', async () => {
    const content = lines({ SegmentResponse: segment('From Musanze', town('Musanze')) });
    const uuid = await upload(stage(), client, [{ name: 'segment.json', content }]);
    expect(await preview(stage(), client, uuid)).toMatchObject({
      problem: 'Only definitions of segments are in it, and nobody. Import the endpoints with them.',
    });
  });
});

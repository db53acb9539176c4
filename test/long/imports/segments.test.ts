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
});

const endpoint = (phone: string, more: object = {}) => ({
  ...{ Id: phone, ChannelType: 'SMS', Address: `+2507882000${phone}`, OptOut: 'NONE', EndpointStatus: 'ACTIVE' },
  ...more,
});
const of = (phone: string) => contactOf(client, `tel:+2507882000${phone}`);

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

  it('are refused as definitions, beside endpoints too, and nobody is imported', async () => {
    const definition = { SegmentResponse: { Id: 'a', Name: 'Tea', SegmentType: 'DIMENSIONAL', Dimensions: {} } };
    const uuid = await upload(stage(), client, [
      { name: 'everybody.json', content: lines(endpoint('11')) },
      { name: 'segment.json', content: JSON.stringify(definition, null, 4) },
    ]);
    expect(await preview(stage(), client, uuid)).toMatchObject({
      problem:
        'segment.json: It has definitions of segments of Amazon Pinpoint, and no people. Export the endpoints of each segment instead.',
    });
  });
});

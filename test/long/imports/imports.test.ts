import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare, setStatus } from '../../support/api/client.ts';
import { importFiles, preview, run, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

const csv = (...lines: string[]) => [{ name: 'people.csv', content: lines.join('\r\n') }];

describe('an import', () => {
  it('says what it would do before it does anything, then does that', async () => {
    await client.post('groups.json', { name: 'Farmers' });
    await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
    const uuid = await upload(
      stage(),
      client,
      csv(
        'Phone,Name,Language,Home town,Group:Farmers,Last seen on,Created on',
        '0788000001,Ann,eng,Kigali,yes,2026-01-02 10:00,2025-01-01',
        '+250 788 000 002,Bob,kin,Huye,no,,',
        '0788000001,Ann again,,,,,',
        '2.50788E+11,Eve,,,,,',
        ',Nobody,,,,,',
      ),
    );
    const shown = await preview(stage(), client, uuid);
    expect(shown.preview).toMatchObject({
      files: [{ name: 'people.csv', format: 'csv', rows: 5 }],
      rows: 5,
      created: 1,
      updated: 1,
      unchanged: 0,
      invalid: 3,
      duplicates: 1,
      new_fields: [{ name: 'Home town', type: 'text' }],
      new_groups: [],
      columns: [
        { column: 'Phone', target: 'urn:tel', examples: ['0788000001', '+250 788 000 002', '2.50788E+11'] },
        { column: 'Name', target: 'name' },
        { column: 'Language', target: 'language' },
        { column: 'Home town', target: 'field:Home town' },
        { column: 'Group:Farmers', target: 'group:Farmers' },
        { column: 'Last seen on', target: 'last_seen_on' },
        { column: 'Created on', target: 'created_on' },
      ],
      refused: [
        { file: 'people.csv', line: 4, reason: 'duplicate', text: 'It is the same person as line 2.', column: null },
        { file: 'people.csv', line: 5, reason: 'shortened_number', column: 'Phone' },
        { file: 'people.csv', line: 6, reason: 'no_address' },
      ],
    });
    expect(await contactOf(client, 'tel:+250788000002')).toBeUndefined();
    expect((await client.get('fields.json')).results).toEqual([]);
    expect(await run(stage(), client, shown)).toMatchObject({
      type: 'import',
      status: 'completed',
      total: 2,
      changed: 2,
    });
    expect(await contactOf(client, 'tel:+250788000001')).toMatchObject({
      name: 'Ann',
      language: 'eng',
      fields: { home_town: 'Kigali' },
      groups: [{ name: 'Farmers' }],
      last_seen_on: '2026-01-02T10:00:00Z',
      created_on: '2025-01-01T00:00:00Z',
    });
    expect(await contactOf(client, 'tel:+250788000002')).toMatchObject({ name: 'Bob', groups: [] });
  });

  it('flags at once who comes quiet, so that the folder, the list and Dormancy agree', async () => {
    const own = await stage().open();
    await prepare(own);
    await importFiles(
      stage(),
      own,
      csv('Phone,Last seen on', '0788000001,2020-01-02', '0788000002,2021-03-04', '0788000003,'),
      { refusals: 'none' },
    );
    const dormancy = await own.get('dormancy.json');
    const days = dormancy.not_seen.find((one: { days: number }) => one.days === dormancy.dormancy_days);
    expect([dormancy.dormant, days.count, (await own.get('contacts.json?folder=dormant')).results.length]).toEqual([
      2, 2, 2,
    ]);
    const types = (await own.get('jobs.json')).results.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['flag_dormant', 'import']);
  });

  it('flags at once whom a policy will flag, and leaves all else that it does to its night', async () => {
    const own = await stage().open();
    await prepare(own);
    const { dormancy_days: days } = await own.get('dormancy.json');
    // No policy flags earlier than the sweep does, which follows the import.
    const stages = [
      { do: 'flag', days },
      { do: 'archive', after: 1 },
    ];
    const { uuid } = await own.post('policies.json', {
      name: 'Quiet',
      hour: 0,
      brake_share: null,
      brake_month_share: null,
      stages,
    });
    await own.post(`policies.json?uuid=${uuid}`, { state: 'on' });
    const rows = ['0788000001,2020-01-02', '0788000002,2021-03-04', '0788000003,'];
    await importFiles(stage(), own, csv('Phone,Last seen on', ...rows), { refusals: 'none' });
    expect((await own.get('contacts.json?folder=dormant')).results).toHaveLength(2);
    expect((await own.get('jobs.json')).results.filter((job: { policy?: object }) => job.policy)).toEqual([]);
    expect((await own.ask('POST', 'policies.json', { name: 'Early', stages: [{ do: 'flag', days: 1 }] })).body).toEqual(
      {
        stages: [expect.stringContaining('flag')],
      },
    );
  });

  it('says before and after it in the same words how many are new, and want no messages', async () => {
    const own = await stage().open();
    await prepare(own);
    for (const n of [1, 2]) await own.post('contacts.json', { name: `Known ${n}`, urns: [`tel:+25078800000${n}`] });
    const rows = ['0788000001,Ann,stopped', '0788000002,Known 2,', '0788000003,Eve,stopped', '0788000004,Bob,'];
    const { preview: found, job } = await importFiles(stage(), own, csv('Phone,Name,Status', ...rows));
    expect(found.people).toEqual({
      created: { contacts: 2, want_none: 1 },
      updated: { contacts: 1, want_none: 1 },
      unchanged: { contacts: 1, want_none: 0 },
    });
    expect(job.people).toEqual(found.people);
  });

  it('starts no sweep when nobody in it is quiet', async () => {
    const own = await stage().open();
    await prepare(own);
    await importFiles(stage(), own, csv('Phone', '0788000001'), { refusals: 'none' });
    expect((await own.get('jobs.json')).results).toHaveLength(1);
  });

  it('changes nothing when it is run again', async () => {
    const { preview: found, job } = await importFiles(stage(), client, csv('Phone,Name', '0788000002,Bob'));
    expect(found).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(job).toMatchObject({ status: 'completed', changed: 0, unchanged: 1 });
  });

  it('opts out by the address that is right of a row whose other one is wrong', async () => {
    const { preview: found } = await importFiles(
      stage(),
      client,
      csv('Phone,Email,Opted out', '2.50788E+11,eve@example.org,yes', '12,ann@example.org,no', '12,,yes'),
    );
    expect(found).toMatchObject({
      opt_outs: { given: 1 },
      refused: [
        { line: 3, reason: 'invalid_address' },
        { line: 4, reason: 'invalid_address' },
      ],
    });
    expect(await contactOf(client, 'mailto:eve@example.org')).toMatchObject({ status: 'stopped' });
    expect(await contactOf(client, 'mailto:ann@example.org')).toBeUndefined();
  });

  it('opts out all whom a row names that is refused because they are several', async () => {
    for (const n of [1, 2, 3]) await client.post('contacts.json', { urns: [`tel:+25078800002${n}`] });
    const { preview: found, job } = await importFiles(
      stage(),
      client,
      csv('Phone,Phone 2,Status,Name', '0788000021,,,Ann', '0788000021,0788000022,stopped,Eve', '0788000023,,,Bob'),
      { mapping: { 'Phone 2': 'urn:tel' } },
    );
    expect(found).toMatchObject({
      opt_outs: { given: 2 },
      invalid: 1,
      refused: [{ line: 3, reason: 'several_contacts' }],
    });
    expect(job).toMatchObject({ status: 'completed', total: 3, changed: 3 });
    expect(await contactOf(client, 'tel:+250788000021')).toMatchObject({ status: 'stopped', name: 'Ann' });
    expect(await contactOf(client, 'tel:+250788000022')).toMatchObject({ status: 'stopped', name: null });
    expect(await contactOf(client, 'tel:+250788000023')).toMatchObject({ status: 'active', name: 'Bob' });
  });

  it('lifts no opt-out, and carries out each that it brings', async () => {
    const [{ uuid: out }] = [await client.post('contacts.json', { urns: ['tel:+250788000011'] })];
    await setStatus(client, 'stopped', out);
    await client.post('contacts.json', { urns: ['tel:+250788000012'] });
    const { preview: found } = await importFiles(
      stage(),
      client,
      csv(
        'Phone;Status;Opted out;Language',
        '0788000011;active;;',
        '0788000012;active;no;',
        '0788000013;active;yes;nonsense',
        '0788000012;;yes;',
      ),
    );
    expect(found).toMatchObject({ opt_outs: { given: 2, kept: 1 }, invalid: 1 });
    expect(await contactOf(client, 'tel:+250788000011')).toMatchObject({ status: 'stopped' });
    expect(await contactOf(client, 'tel:+250788000012')).toMatchObject({ status: 'stopped' });
    expect(await contactOf(client, 'tel:+250788000013')).toMatchObject({ status: 'stopped', language: null });
  });
});

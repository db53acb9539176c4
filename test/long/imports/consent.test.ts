/**
 * The consent gate (ADR 039): a person who refuses messages in a file is never imported as sendable, unless somebody
 * said so.
 */
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import cases from '../../cases/imports/consent-imports.json' with { type: 'json' };
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { textItSheets } from '../../support/imports/spreadsheets.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { runs } from '../../support/property/runs.ts';

const stage = onInProcessStage();
let client: Client;
let last = 788_300_000;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

const CODES = { prefer: 'codes' };
const UNDECIDED = { codes: { detail: { code: 'consent_undecided' } } };

const numbers = (count: number): readonly string[] => Array.from({ length: count }, () => `+250${++last}`);

const table = (heading: string, rows: readonly (readonly [string, string])[]): string =>
  [`Phone,${heading}`, ...rows.map(([phone, cell]) => `${phone},"${cell}"`)].join('\r\n');

const oneFile = (content: string, name = 'people.csv') => [{ name, content }];

const runOf = ({ job }: { job: { uuid: string; token: string; total: number } }) =>
  client.ask('POST', `jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: job.total }, CODES);

const statusOf = async (phone = ''): Promise<string | undefined> => (await contactOf(client, `tel:${phone}`))?.status;

describe('a column that speaks of consent', () => {
  it.each(cases)('$label: nobody who refuses becomes active', async ({ heading, refuses, consents, answer }) => {
    const [out, other] = numbers(2);
    const uuid = await upload(
      stage(),
      client,
      oneFile(
        table(heading, [
          [out ?? '', refuses],
          [other ?? '', consents],
        ]),
      ),
    );
    let shown = await preview(stage(), client, uuid);
    if (answer !== undefined) {
      expect(shown.preview.columns[0]).toMatchObject({ column: heading, undecided: true });
      expect(shown.preview.consent[0]).toMatchObject({ about: 'column', name: heading, decision: 'undecided' });
      expect(shown.preview.new_fields).toEqual([]);
      expect(await runOf(shown)).toMatchObject({ status: 400, body: UNDECIDED });
      expect(await statusOf(out)).toBeUndefined();
      const mapping = { [heading]: answer === 'dismiss' ? 'opt_out' : answer };
      shown = await preview(stage(), client, uuid, { mapping });
    }
    if (answer === 'dismiss') return;
    expect(shown.preview.opt_outs).toMatchObject({ given: 1, kept: 0 });
    await run(stage(), client, shown);
    expect(await statusOf(out)).toBe('stopped');
    expect(await statusOf(other)).toBe('active');
  });

  it('is not silenced by a field of its name', async () => {
    await client.post('fields.json', { name: 'Do not call', type: 'text' });
    const [out] = numbers(1);
    const uuid = await upload(stage(), client, oneFile(table('Do not call', [[out ?? '', 'Yes']])));
    await run(stage(), client, await preview(stage(), client, uuid));
    expect(await statusOf(out)).toBe('stopped');
  });

  it('is mapped to something else only with a reason, which the import and its job keep', async () => {
    const [one] = numbers(1);
    const uuid = await upload(stage(), client, oneFile(table('Consent', [[one ?? '', 'No']])));
    const mapping = { Consent: 'field:Study consent' };
    const unread = await preview(stage(), client, uuid, { mapping });
    expect(await runOf(unread)).toMatchObject({ status: 400, body: UNDECIDED });
    for (const reason of ['', 'no', ' \u200b\u200b\u200b\u200b ', '\u3164\u3164\u3164', '....', 'x'.repeat(201)]) {
      const body = { action: 'preview', mapping, dismissed: { Consent: reason } };
      expect(await client.ask('POST', `imports.json?uuid=${uuid}`, body)).toMatchObject({
        status: 400,
        body: { dismissed: { Consent: [expect.stringContaining('A reason')] } },
      });
    }
    const dismissed = { Consent: 'It is consent to the study, not to messages' };
    const shown = await preview(stage(), client, uuid, { mapping, dismissed });
    expect(shown).toMatchObject({
      dismissed,
      preview: { consent: [{ decision: 'dismissed', reason: dismissed.Consent }] },
    });
    expect(await run(stage(), client, shown)).toMatchObject({ changed: 1, target: { dismissed } });
    expect(await statusOf(one)).toBe('active');
  });

  it('is covered by a saved mapping only if that has it', async () => {
    const [one] = numbers(1);
    const content = `Phone,Consent,SMS Consent\n${one},No,No\n`;
    await upload(stage(), client, oneFile(content), {
      ...{ mapping: { Consent: 'ignore' }, dismissed: { Consent: 'Of the study' }, save_mapping_as: 'Study' },
    });
    const uuid = await upload(stage(), client, oneFile(content), { mapping_name: 'Study' });
    const { preview: found } = await preview(stage(), client, uuid);
    expect(found.consent).toMatchObject([
      { name: 'SMS Consent', decision: 'undecided', proposal: 'opt_in' },
      { name: 'Consent', decision: 'dismissed' },
    ]);
  });

  it('is asked about again when something stands in it that nobody had seen', async () => {
    const all = numbers(4);
    const file = (...cells: string[]) =>
      oneFile(
        table(
          'Consent',
          cells.map((cell, at) => [all[at] ?? '', cell]),
        ),
      );
    const dismissed = { Consent: 'Consent to the study' };
    const first = await upload(stage(), client, file('signed', 'no'));
    await preview(stage(), client, first);
    const answer = { mapping: { Consent: 'field:Study' }, dismissed, save_mapping_as: 'Study' };
    expect((await preview(stage(), client, first, answer)).preview.consent).toMatchObject([{ decision: 'dismissed' }]);

    const decided = async (uuid: string, body: object = {}) =>
      (await preview(stage(), client, uuid, body)).preview.consent[0].decision;
    const again = (...cells: string[]) => upload(stage(), client, file(...cells), { mapping_name: 'Study' });
    expect(await decided(await again('no', 'signed', 'no'))).toBe('dismissed');
    // A word of any language, and one that says it aloud.
    expect(await decided(await again('no', 'sitaki tena'))).toBe('undecided');
    const loud = await again('no', 'STOP');
    expect(await decided(loud)).toBe('undecided');
    expect(await decided(loud, answer)).toBe('dismissed');
    expect(await decided(await again('no', 'STOP'))).toBe('dismissed');
    // By a client that sends on what the mapping said.
    expect(
      await decided(await upload(stage(), client, file('no', 'QUIT'), { ...answer, save_mapping_as: undefined })),
    ).toBe('undecided');
  });

  it('says that a dismissal of something silent changes nothing', async () => {
    const [one] = numbers(1);
    const uuid = await upload(stage(), client, oneFile(table('Town', [[one ?? '', 'Huye']])), {
      dismissed: { Town: 'It is a town' },
    });
    expect((await preview(stage(), client, uuid)).preview.warnings).toEqual([
      expect.stringContaining('"Town" is dismissed'),
    ]);
  });

  it('keeps the opt-out of a row that is refused for something else', async () => {
    const [one] = numbers(1);
    const content = `Phone,Unsubscribed?,Last seen on\n${one},Yes,no time\n`;
    await run(stage(), client, await preview(stage(), client, await upload(stage(), client, oneFile(content))));
    expect(await statusOf(one)).toBe('stopped');
  });

  it('keeps the block of such a row, which is no opt-out of the person', async () => {
    const [one, other] = numbers(2);
    const files = oneFile(`Phone,Blocked,Last seen on\n${one},Yes,no time\n${other},Yes,\n`);
    const mapping = { Blocked: 'blocked' };
    await run(stage(), client, await preview(stage(), client, await upload(stage(), client, files, { mapping })));
    expect([await statusOf(one), await statusOf(other)]).toEqual(['blocked', 'blocked']);
    const again = await preview(stage(), client, await upload(stage(), client, files, { mapping }));
    expect(again.preview).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    for (const phone of [one, other]) {
      const { uuid } = (await contactOf(client, `tel:${phone}`)) ?? {};
      await client.post('contact_actions.json', { contacts: [uuid], action: 'unblock' });
      expect(await statusOf(phone)).toBe('active');
    }
  });

  it('keeps the block of a row that names two contacts or repeats one', async () => {
    const [one, other, third] = numbers(3);
    const named = `Phone\n${one}\n${other}\n${third}\n`;
    await run(stage(), client, await preview(stage(), client, await upload(stage(), client, oneFile(named))));
    const content = `Phone,Status\n${one};${other},blocked\n${third},active\n${third},blocked\n`;
    const shown = await preview(stage(), client, await upload(stage(), client, oneFile(content)));
    expect(shown.preview).toMatchObject({ invalid: 2, updated: 3 });
    await run(stage(), client, shown);
    for (const phone of [one, other, third]) expect(await statusOf(phone)).toBe('blocked');
  });
});

describe('a file whose name speaks of consent', () => {
  it("of Mailchimp's unsubscribed opts out everybody in it, unpacked too", async () => {
    const content = 'Email Address,First Name,UNSUB_REASON\nann@example.org,Ann,\n';
    const uuid = await upload(stage(), client, oneFile(content, 'unsubscribed_email_audience_export_1a2b.csv'));
    const shown = await preview(stage(), client, uuid);
    expect(shown.preview).toMatchObject({ opt_outs: { given: 1, kept: 0 }, files: [{ format: 'mailchimp' }] });
    await run(stage(), client, shown);
    expect(await contactOf(client, 'mailto:ann@example.org')).toMatchObject({ status: 'stopped' });
  });

  it('is undecided until somebody says whether everybody in it has opted out', async () => {
    const [one, other] = numbers(2);
    const uuid = await upload(stage(), client, oneFile(`Phone\n${one}\n`, 'dnc list.csv'));
    const shown = await preview(stage(), client, uuid);
    expect(shown.preview.consent).toMatchObject([{ about: 'file', name: 'dnc list.csv', decision: 'undecided' }]);
    expect(await runOf(shown)).toMatchObject({ status: 400, body: UNDECIDED });
    const said = { opted_out: { 'dnc list.csv': false } };
    expect(await runOf(await preview(stage(), client, uuid, said))).toMatchObject({ status: 400 });
    await run(stage(), client, await preview(stage(), client, uuid, { opted_out: { 'dnc list.csv': true } }));
    expect(await statusOf(one)).toBe('stopped');
    const another = await upload(stage(), client, oneFile(`Phone\n${other}\n`, 'dnc list.csv'), {
      dismissed: { 'dnc list.csv': 'DNC is the name of the clinic' },
    });
    await run(stage(), client, await preview(stage(), client, another));
    expect(await statusOf(other)).toBe('active');
  });
});

describe('what is packed', () => {
  it('has entries that speak by their own names, and are answered by these', async () => {
    const [listed, out] = numbers(2);
    const files = { 'lists/people.csv': `Phone\n${listed}\n`, 'lists/blocklist.csv': `Phone\n${out}\n` };
    const content = Buffer.from(
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
    );
    const uuid = await upload(stage(), client, [{ name: 'all.zip', content }]);
    const shown = await preview(stage(), client, uuid);
    expect(shown.preview.consent).toMatchObject([{ name: 'lists/blocklist.csv', decision: 'undecided' }]);
    expect(await runOf(shown)).toMatchObject({ status: 400, body: UNDECIDED });
    const answered = await preview(stage(), client, uuid, { opted_out: { 'lists/blocklist.csv': true } });
    await run(stage(), client, answered);
    expect([await statusOf(listed), await statusOf(out)]).toEqual(['active', 'stopped']);
  });

  it('has sheets, of which one that speaks is read beside the open one', async () => {
    const [one] = numbers(1);
    const sheet = [['Phone'], [one ?? '']];
    const content = textItSheets([sheet, sheet], ['People', 'Unsubscribed']);
    const uuid = await upload(stage(), client, [{ name: 'people.xlsx', content }]);
    const shown = await preview(stage(), client, uuid);
    expect(shown.preview.consent).toMatchObject([{ name: 'people.xlsx: Unsubscribed', decision: 'guessed' }]);
    await run(stage(), client, shown);
    expect(await statusOf(one)).toBe('stopped');
  });
});

const REFUSING = fc
  .record({
    root: fc.constantFrom('unsubscribed', 'opt out', 'opted-out', 'do not contact', 'DND', 'blocklisted', 'désabonné'),
    around: fc.constantFrom(['', ''], ['is ', '?'], ['SMS ', ' status'], ['hs_', '__c'], ['', '___1']),
    cell: fc.constantFrom('Yes', '1', 'x', 'TRUE', 'unsubscribed', 'STOP', '2026-01-02'),
  })
  .map(({ root, around: [before, after], cell }) => ({ heading: `${before}${root}${after}`, cell }));

it('no column that refuses is ever imported into somebody active without a decision', async () => {
  await fc.assert(
    fc.asyncProperty(REFUSING, async ({ heading, cell }) => {
      const [one] = numbers(1);
      const uuid = await upload(stage(), client, oneFile(table(heading, [[one ?? '', cell]])));
      const shown = await preview(stage(), client, uuid);
      const { status } = await runOf(shown);
      await stage().settle();
      if (status === 200) expect(await statusOf(one)).toBe('stopped');
      else expect(shown.preview.consent[0]).toMatchObject({ decision: 'undecided' });
    }),
    { numRuns: runs(100) },
  );
});

describe('an opt-out that is hard to read', () => {
  const previewed = async (content: string, more: object = {}) =>
    preview(stage(), client, await upload(stage(), client, oneFile(content), more));

  it('is decided before its import runs', async () => {
    const [one, other] = numbers(2);
    const content = `Phone,Remark\n${one},perhaps\n${other},no\n`;
    const shown = await previewed(content, { mapping: { Remark: 'opt_out' } });
    expect(shown.preview.problems).toMatchObject([
      { code: 'invalid_flag', column: 'Remark', rows: 1, blocks: true, values: [{ value: 'perhaps', rows: 1 }] },
    ]);
    expect(await runOf(shown)).toMatchObject({ status: 400, body: { codes: { detail: { code: 'opt_outs_unread' } } } });
    await run(stage(), client, await preview(stage(), client, shown.uuid, { values: { Remark: { perhaps: 'yes' } } }));
    expect([await statusOf(one), await statusOf(other)]).toEqual(['stopped', 'active']);
  });

  it('stands in a row with another mistake', async () => {
    const [one] = numbers(1);
    const content = `Phone,Last seen on,Remark\n${one},no time,perhaps\n`;
    const shown = await previewed(content, { mapping: { Remark: 'opt_out' } });
    expect(shown.preview.problems).toMatchObject([{ column: 'Remark', blocks: true }]);
    expect(await runOf(shown)).toMatchObject({ status: 400 });
  });

  it('is told before problems of more rows, which do not block', async () => {
    const [one, other, third] = numbers(3);
    const content = `Phone,Last seen on,Remark\n${one},no time,\n${other},no time,\n${third},,perhaps\n`;
    const { preview: found } = await previewed(content, { mapping: { Remark: 'opt_out' } });
    expect(found.problems).toMatchObject([
      { column: 'Remark', rows: 1, blocks: true },
      { column: 'Last seen on', rows: 2, blocks: false },
    ]);
  });

  it.each([
    ['at the end', (phone: string) => `${phone},Ann,Yes,more`],
    ['before it', (phone: string) => `${phone},Doe, Ann,Yes`],
    ['before the address', (phone: string) => `more,${phone},Ann,Yes`],
  ])('counts in a row with one cell too many %s', async (_, rowOf) => {
    const [one, other] = numbers(2);
    const shown = await previewed(`Phone,Name,Unsubscribed\n${rowOf(one ?? '')}\n${other},Bob,No\n`, {
      mapping: { Unsubscribed: 'opt_out' },
    });
    expect(shown.preview).toMatchObject({ opt_outs: { given: 1 } });
    await run(stage(), client, shown);
    expect([await statusOf(one), await statusOf(other)]).toEqual(['stopped', 'active']);
  });

  it.each(['Jan 3, 2024', '3 January 2024', '1704240000', '1704240000000'])('has the time %s', async (time) => {
    const [one] = numbers(1);
    await client.post('settings.json', { timezone: 'UTC' });
    const shown = await previewed(`Phone,Unsubscribed at,Last seen on\n${one},"${time}","${time}"\n`);
    expect(shown.preview).toMatchObject({ invalid: 0, consent: [{ decision: 'guessed', proposal: 'opted_out_on' }] });
    await run(stage(), client, shown);
    expect(await contactOf(client, `tel:${one}`)).toMatchObject({
      status: 'stopped',
      last_seen_on: '2024-01-03T00:00:00Z',
    });
  });
});

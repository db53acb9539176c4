/**
 * The consent gate (ADR 039): a person who refuses messages in a file is never imported as sendable, unless somebody
 * said so.
 */
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import cases from '../../cases/imports/consent-imports.json' with { type: 'json' };
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preview, previewAsked, run, upload } from '../../support/imports/import-files.ts';
import { textItSheets } from '../../support/imports/spreadsheets.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { runs } from '../../support/property/runs.ts';

const stage = onInProcessStage();
let client: Client;
let last = 788_300_000;
const openClient = async () => {
  client = await stage().open();
  await prepare(client);
};
beforeAll(openClient);

const CODES = { prefer: 'codes' };
const UNDECLARED = { codes: { detail: { code: 'refusals_undeclared' } } };

const numbers = (count: number): readonly string[] => Array.from({ length: count }, () => `+250${++last}`);

const table = (heading: string, rows: readonly (readonly [string, string])[]): string =>
  [`Phone,${heading}`, ...rows.map(([phone, cell]) => `${phone},"${cell}"`)].join('\r\n');

const oneFile = (content: string, name = 'people.csv') => [{ name, content }];

const runOf = ({ job }: { job: { uuid: string; token: string; total: number } }) =>
  client.ask('POST', `jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: job.total }, CODES);

const statusOf = async (phone = ''): Promise<string | undefined> => (await contactOf(client, `tel:${phone}`))?.status;

describe('a column that speaks of consent', () => {
  // Columns that were imported before are read as they were then.
  beforeEach(openClient);

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
    const asked = await previewAsked(stage(), client, uuid);
    const [candidate] = asked.preview.candidates;
    expect(candidate).toMatchObject({ about: 'column', name: heading, preselected: answer === undefined });
    expect(asked).toMatchObject({ refusals: null, refusals_by: null, preview: { asks: [] } });
    expect(await runOf(asked)).toMatchObject({ status: 400, body: UNDECLARED });
    expect(await statusOf(out)).toBeUndefined();
    if (answer === 'dismiss') return;
    const refusals = { [heading]: answer ?? candidate.proposal };
    const shown = await previewAsked(stage(), client, uuid, { refusals });
    expect(shown).toMatchObject({ refusals, preview: { asks: null } });
    expect(shown.preview.candidates[0]).toMatchObject({ name: heading, how: refusals[heading] });
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

  it('is imported by whatever somebody declares, whose name the import keeps, and its job and audit entry the answer', async () => {
    const [one] = numbers(1);
    const uuid = await upload(stage(), client, oneFile(table('Consent', [[one ?? '', 'No']])));
    const mapping = { Consent: 'field:Study consent' };
    expect(await runOf(await previewAsked(stage(), client, uuid, { mapping }))).toMatchObject({ status: 400 });
    const shown = await previewAsked(stage(), client, uuid, { mapping, refusals: 'none' });
    expect(shown).toMatchObject({ refusals: 'none', refusals_by: { name: expect.any(String), mapping: null } });
    expect(await run(stage(), client, shown)).toMatchObject({ changed: 1, target: { refusals: 'none' } });
    expect(await statusOf(one)).toBe('active');
    const { results } = await client.get('audit_log.json?kind=import');
    expect(JSON.stringify(results)).toContain('"refusals":"none"');
  });

  it('is refused in a mapping, and by how much it may say', async () => {
    const uuid = await upload(stage(), client, oneFile('Phone,Consent\n'));
    const wrong = async (body: object) =>
      (await client.ask('POST', `imports.json?uuid=${uuid}`, { action: 'preview', ...body })).body;
    expect(await wrong({ mapping: { Consent: 'opt_in' } })).toEqual({
      mapping: { Consent: [expect.stringContaining('"refusals"')] },
    });
    for (const refusals of ['nobody', {}, { Consent: [] }, { Consent: 'yes' }, { Consent: { No: true } }, ['Consent']])
      expect(Object.keys(await wrong({ refusals }))).toEqual(['refusals']);
  });

  it('may be told by its cells, blank ones too, and stays what else it is', async () => {
    const [out, blank, other, left] = numbers(4);
    const content = `Phone,Zuvo\n${out},"  BREN "\n${blank},\n${other},Kalo\n${left}\n`;
    const uuid = await upload(stage(), client, oneFile(content), { refusals: { zuvo: ['bren', '', 'Never there'] } });
    const shown = await previewAsked(stage(), client, uuid);
    expect(shown.preview).toMatchObject({
      asks: null,
      candidates: [{ name: 'Zuvo', because: 'shape', blank: 2 }, { about: 'file' }],
      warnings: [expect.stringContaining('never there')],
    });
    await run(stage(), client, shown);
    expect(await Promise.all([out, blank, other, left].map(statusOf))).toEqual([
      ...['stopped', 'stopped', 'active', 'stopped'],
    ]);
    expect((await contactOf(client, `tel:${other}`))?.fields).toMatchObject({ zuvo: 'Kalo' });
  });

  it('is not misspelt in silence', async () => {
    const [one] = numbers(1);
    const uuid = await upload(stage(), client, oneFile(table('Consent', [[one ?? '', 'No']])), {
      refusals: { Consnt: 'opt_in', 'peple.csv': 'everybody' },
    });
    const shown = await previewAsked(stage(), client, uuid);
    expect(shown.preview.asks.toSorted()).toEqual(['Consnt', 'peple.csv']);
    expect(await runOf(shown)).toMatchObject({
      status: 400,
      body: { codes: { detail: { code: 'refusals_unknown', data: { names: expect.stringContaining('"Consnt"') } } } },
    });
  });

  it('of one file only leaves another without a word, which the preview says', async () => {
    const [one, other] = numbers(2);
    const files = [...oneFile(table('DND', [[one ?? '', 'yes']])), ...oneFile(`Phone\n${other}\n`, 'others.csv')];
    const uuid = await upload(stage(), client, files, { refusals: { DND: 'opt_out' } });
    expect((await previewAsked(stage(), client, uuid)).preview.warnings).toEqual([
      expect.stringContaining('others.csv'),
    ]);
  });

  it('without any cell is a column all the same', async () => {
    const [one] = numbers(1);
    const uuid = await upload(stage(), client, oneFile(`Phone,Unsubscribed\n${one},\n`), {
      refusals: { Unsubscribed: 'opt_out' },
    });
    expect((await previewAsked(stage(), client, uuid)).preview.asks).toBeNull();
  });
});

describe('a saved mapping', () => {
  const save = async (name: string, content: string, refusals: object | string) => {
    const uuid = await upload(stage(), client, oneFile(content));
    await previewAsked(stage(), client, uuid, { refusals, save_mapping_as: name });
  };
  const by = async (name: string, content: string) =>
    previewAsked(stage(), client, await upload(stage(), client, oneFile(content), { mapping_name: name }));

  it('declares for the same columns and cells, in the name of who saved it', async () => {
    const [one, other] = numbers(2);
    await save(
      'Same',
      table('Consent', [
        [one ?? '', 'signed'],
        [other ?? '', 'no'],
      ]),
      { Consent: ['no'] },
    );
    const shown = await by(
      'same',
      table('CONSENT ', [
        [other ?? '', 'No'],
        [one ?? '', 'SIGNED'],
      ]),
    );
    expect(shown).toMatchObject({
      refusals_by: { mapping: 'Same' },
      preview: { asks: null, opt_outs: { given: 1 } },
    });
    expect(await run(stage(), client, shown)).toMatchObject({ target: { refusals: { Consent: ['no'] } } });
    expect([await statusOf(one), await statusOf(other)]).toEqual(['active', 'stopped']);
  });

  it.each([
    ['a column that it has not seen', 'Phone,Consent,More\n{0},no,x\n{1},yes,\n', ['More']],
    ['a cell of any language in a column of refusals', 'Phone,Consent\n{0},no\n{1},sitaki tena\n', ['Consent']],
    ['a cell that says it aloud', 'Phone,Consent\n{0},no\n{1},STOP\n', ['Consent']],
    ['a cell that was always blank', 'Phone,Consent\n{0},no\n{1},yes\n{2},x\n', ['Consent']],
  ])('asks again about %s, until somebody declares anew', async (label, content, asks) => {
    const all = numbers(3);
    const named = content.replace(/\{(\d)\}/g, (_, at) => all[Number(at)] ?? '');
    await save(
      label,
      table('Consent', [
        [all[0] ?? '', 'yes'],
        [all[1] ?? '', 'no'],
      ]),
      { Consent: ['no'] },
    );
    const shown = await by(label, named);
    expect(shown.preview).toMatchObject({ asks });
    expect(await runOf(shown)).toMatchObject({
      status: 400,
      body: { codes: { detail: { code: 'refusals_changed', data: { names: `"${asks[0]}"` } } } },
    });
    const anew = { refusals: { Consent: ['no'] }, save_mapping_as: label };
    expect((await previewAsked(stage(), client, shown.uuid, anew)).preview.asks).toBeNull();
    expect((await by(label, named)).preview.asks).toBeNull();
  });

  it('declares nothing before its own files were read', async () => {
    const [one] = numbers(1);
    await upload(stage(), client, oneFile('Phone,Consent\n'), { refusals: 'none', save_mapping_as: 'Unread' });
    expect((await by('Unread', table('Consent', [[one ?? '', 'no']]))).preview.asks).toEqual(['Phone', 'Consent']);
  });
});

describe('a row', () => {
  it('keeps the opt-out of a row that is refused for something else', async () => {
    const [one] = numbers(1);
    const content = `Phone,Unsubscribed?,Last seen on\n${one},Yes,no time\n`;
    await run(stage(), client, await preview(stage(), client, await upload(stage(), client, oneFile(content))));
    expect(await statusOf(one)).toBe('stopped');
  });

  it('keeps the block of such a row, which is no opt-out of the person', async () => {
    const [one, other] = numbers(2);
    const files = oneFile(`Phone,Blocked,Last seen on\n${one},Yes,no time\n${other},Yes,\n`);
    const refusals = { Blocked: 'blocked' };
    await run(stage(), client, await preview(stage(), client, await upload(stage(), client, files, { refusals })));
    expect([await statusOf(one), await statusOf(other)]).toEqual(['blocked', 'blocked']);
    const again = await preview(stage(), client, await upload(stage(), client, files, { refusals }));
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

  it('opts out everybody in it where that is declared', async () => {
    const [one, other] = numbers(2);
    const uuid = await upload(stage(), client, oneFile(`Phone\n${one}\n`, 'dnc list.csv'));
    const asked = await previewAsked(stage(), client, uuid);
    expect(asked.preview.candidates).toMatchObject([
      { about: 'file', name: 'dnc list.csv', how: null, proposal: 'everybody', because: 'name' },
    ]);
    expect(await runOf(asked)).toMatchObject({ status: 400, body: UNDECLARED });
    await run(
      stage(),
      client,
      await previewAsked(stage(), client, uuid, { refusals: { 'DNC list.csv': 'everybody' } }),
    );
    expect(await statusOf(one)).toBe('stopped');
    const another = await upload(stage(), client, oneFile(`Phone\n${other}\n`, 'dnc list.csv'), { refusals: 'none' });
    await run(stage(), client, await previewAsked(stage(), client, another));
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
    const shown = await previewAsked(stage(), client, uuid);
    expect(shown.preview.candidates[0]).toMatchObject({ name: 'lists/blocklist.csv', how: null, because: 'name' });
    expect(await runOf(shown)).toMatchObject({ status: 400, body: UNDECLARED });
    const refusals = { 'lists/blocklist.csv': 'everybody' };
    const answered = await previewAsked(stage(), client, uuid, { refusals });
    await run(stage(), client, answered);
    expect([await statusOf(listed), await statusOf(out)]).toEqual(['active', 'stopped']);
  });

  it('has sheets, of which one that speaks is read beside the open one', async () => {
    const [one] = numbers(1);
    const sheet = [['Phone'], [one ?? '']];
    const content = textItSheets([sheet, sheet], ['People', 'Unsubscribed']);
    const uuid = await upload(stage(), client, [{ name: 'people.xlsx', content }]);
    const shown = await preview(stage(), client, uuid);
    expect(shown).toMatchObject({ refusals: { 'people.xlsx: Unsubscribed': 'everybody' } });
    await run(stage(), client, shown);
    expect(await statusOf(one)).toBe('stopped');
  });
});

describe('a sheet that is left out', () => {
  it('is part of the question with its rows, and is read where a declaration names it', async () => {
    const [one, other, out] = numbers(3);
    const sheet = (...phones: readonly (string | undefined)[]) => [['Phone'], ...phones.map((phone) => [phone ?? ''])];
    const remarks = [
      ['Phone', 'Reply'],
      [other ?? '', 'thanks'],
      [out ?? '', 'STOP'],
    ];
    const content = textItSheets([sheet(one, out), sheet(out), remarks], ['People', 'Kuzimba', 'Answers']);
    const uuid = await upload(stage(), client, [{ name: 'people.xlsx', content }]);
    const shown = await previewAsked(stage(), client, uuid);
    expect(shown.preview).toMatchObject({
      rows: 2,
      warnings: [expect.stringContaining('Kuzimba (1), Answers (2)')],
      candidates: [
        { about: 'file', name: 'people.xlsx: Answers', because: 'values', proposal: null, blank: 2 },
        { about: 'file', name: 'people.xlsx' },
        { about: 'file', name: 'people.xlsx: Kuzimba', because: null, proposal: null, blank: 1 },
      ],
    });
    const refusals = { 'people.xlsx: Kuzimba': 'everybody' };
    await run(stage(), client, await previewAsked(stage(), client, uuid, { refusals }));
    expect([await statusOf(one), await statusOf(other), await statusOf(out)]).toEqual(['active', undefined, 'stopped']);
  });
});

it('proposes the cells of addresses that do not work, beside those that refuse', async () => {
  const people = numbers(4);
  const words = ['subscribed', 'cleaned', 'Hard bounce', 'complained'];
  const uuid = await upload(
    stage(),
    client,
    oneFile(
      table(
        'Mailchimp list',
        people.map((phone, at) => [phone, words[at] ?? '']),
      ),
    ),
  );
  const { preview: shown } = await previewAsked(stage(), client, uuid);
  const proposal = words.slice(1);
  expect(shown.candidates[0]).toMatchObject({ name: 'Mailchimp list', because: 'values', proposal });
  await run(stage(), client, await previewAsked(stage(), client, uuid, { refusals: { 'Mailchimp list': proposal } }));
  expect(await Promise.all(people.map(statusOf))).toEqual(['active', 'stopped', 'stopped', 'stopped']);
});

const REFUSING = fc
  .record({
    root: fc.constantFrom('unsubscribed', 'opt out', 'opted-out', 'do not contact', 'DND', 'blocklisted', 'désabonné'),
    around: fc.constantFrom(['', ''], ['is ', '?'], ['SMS ', ' status'], ['hs_', '__c'], ['', '___1']),
    cell: fc.constantFrom('Yes', '1', 'x', 'TRUE', 'unsubscribed', 'STOP', '2026-01-02'),
  })
  .map(({ root, around: [before, after], cell }) => ({ heading: `${before}${root}${after}`, cell }));

it('no column that refuses is ever imported without a declaration', async () => {
  await fc.assert(
    fc.asyncProperty(REFUSING, async ({ heading, cell }) => {
      const [one] = numbers(1);
      const uuid = await upload(stage(), client, oneFile(table(heading, [[one ?? '', cell]])));
      const shown = await previewAsked(stage(), client, uuid);
      expect(await runOf(shown)).toMatchObject({ status: 400, body: UNDECLARED });
      const [candidate] = shown.preview.candidates;
      expect(candidate).toMatchObject({ name: heading, because: expect.stringMatching(/^(?:name|before)$/) });
      if (candidate.preselected) expect(shown.preview.opt_outs).toMatchObject({ given: 1 });
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
    const shown = await previewed(content, { refusals: { Remark: 'opt_out' } });
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
    const shown = await previewed(content, { refusals: { Remark: 'opt_out' } });
    expect(shown.preview.problems).toMatchObject([{ column: 'Remark', blocks: true }]);
    expect(await runOf(shown)).toMatchObject({ status: 400 });
  });

  it('is told before problems of more rows, which do not block', async () => {
    const [one, other, third] = numbers(3);
    const content = `Phone,Last seen on,Remark\n${one},no time,\n${other},no time,\n${third},,perhaps\n`;
    const { preview: found } = await previewed(content, { refusals: { Remark: 'opt_out' } });
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
      refusals: { Unsubscribed: 'opt_out' },
    });
    expect(shown.preview).toMatchObject({ opt_outs: { given: 1 } });
    await run(stage(), client, shown);
    expect([await statusOf(one), await statusOf(other)]).toEqual(['stopped', 'active']);
  });

  it.each(['Jan 3, 2024', '3 January 2024', '1704240000', '1704240000000'])('has the time %s', async (time) => {
    const [one] = numbers(1);
    await client.post('settings.json', { timezone: 'UTC' });
    const shown = await previewed(`Phone,Unsubscribed at,Last seen on\n${one},"${time}","${time}"\n`);
    expect(shown.preview).toMatchObject({ invalid: 0, candidates: [{ how: 'opted_out_on' }, { about: 'file' }] });
    await run(stage(), client, shown);
    expect(await contactOf(client, `tel:${one}`)).toMatchObject({
      status: 'stopped',
      last_seen_on: '2024-01-03T00:00:00Z',
    });
  });
});

it('says aloud which column a declaration leaves out that looks like it', async () => {
  const client = await stage().open();
  await prepare(client);
  const file = oneFile('Phone,Unsubscribed,Wishes\n0788000001,yes,kroz\n0788000002,,mip\n');
  for (const refusals of ['none', { Wishes: ['kroz'] }]) {
    const uuid = await upload(stage(), client, file);
    const { preview: shown } = await previewAsked(stage(), client, uuid, { refusals });
    expect(shown.warnings).toEqual([expect.stringContaining('Unsubscribed seems to say who wants no messages')]);
  }
});

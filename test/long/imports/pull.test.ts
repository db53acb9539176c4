import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pullSome } from '../../../functions/imports/pull/pull-step.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { run } from '../../support/imports/import-files.ts';
import { openStandIn, type StandIn } from '../../support/imports/stand-in.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
let textit: StandIn;
beforeAll(async () => {
  // As on one machine, where the stand-in is.
  Object.assign(stage().service.runtime.config, { webhooksToLoopback: true });
});
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
  textit = await openStandIn();
  textit.fields.push({ key: 'age', name: 'Age', type: 'number' }, { key: 'bad', name: 'Bad/name', type: 'text' });
  textit.groups.push(
    { name: 'Farmers', query: null },
    { name: 'Old', query: 'age > 60' },
    { name: 'Odd', query: 'nothing_of_the_kind = 1' },
    { name: 'Open Tickets', query: 'tickets > 0', system: true },
  );
  return () => textit.close();
});

const contact = (n: number, more: object = {}) => ({
  ...{ uuid: `00000000-0000-4000-8000-00000000000${n}`, name: `Person ${n}`, language: 'eng', status: 'active' },
  ...{ urns: [`tel:+25078830000${n}`], groups: n === 1 ? [{ name: 'Farmers' }] : [], fields: { age: String(40 * n) } },
  ...{ created_on: '2025-01-01T00:00:00Z', last_seen_on: '2026-01-01T00:00:00Z', modified_on: '2026-01-01T00:00:00Z' },
  ...more,
});
const of = (n: number) => contactOf(client, `tel:+25078830000${n}`);
const begin = (more: object = {}, refusals = 'none') =>
  client.post('imports.json', { name: 'Move', textit: { host: textit.host, token: 'theirs', ...more }, refusals });
const shown = async (uuid: string) => (await client.get(`imports.json?uuid=${uuid}`)).results[0];
/** Everything that goes on by itself, an hour later. */
const later = () => stage().settle();

describe('an import from TextIt', () => {
  it('pulls page by page, previews, and is run; the next brings what has changed, and takes away', async () => {
    textit.contacts.push(contact(1), contact(2), contact(3, { status: 'stopped' }));
    const begun = await begin();
    expect(begun).toMatchObject({
      uploads: [],
      files: [],
      pull: { host: textit.host, since: null, status: 'pulling' },
    });
    expect(JSON.stringify(begun)).not.toContain('theirs');
    await later();
    const found = await shown(begun.uuid);
    expect(found).toMatchObject({
      pull: { status: 'done', pulled: 3, problem: null },
      job: { status: 'ready', total: 3 },
      preview: {
        created: 3,
        invalid: 0,
        new_fields: [{ name: 'Age', type: 'number' }],
        new_groups: ['Farmers'],
        new_smart_groups: [{ name: 'Old', query: 'fields.age > 60' }],
        warnings: [expect.stringContaining('The field Bad/name'), expect.stringContaining('The group Odd')],
      },
    });
    expect(await run(stage(), client, found)).toMatchObject({ status: 'completed', changed: 3 });
    expect(await of(1)).toMatchObject({ uuid: contact(1).uuid, groups: [{ name: 'Farmers' }], fields: { age: '40' } });
    expect(await of(2)).toMatchObject({ groups: [{ name: 'Old' }], last_seen_on: '2026-01-01T00:00:00Z' });
    expect(await of(3)).toMatchObject({ status: 'stopped' });
    expect(await stored()).not.toContain('sealed":"');

    const changed = { modified_on: new Date().toISOString() };
    textit.contacts.unshift(contact(1, { name: null, groups: [], fields: { age: null }, ...changed }));
    textit.contacts.splice(1, 1);
    const again = await begin();
    expect(again.pull.since).toBe(found.pull.started_on);
    await later();
    const next = await shown(again.uuid);
    expect(next).toMatchObject({ pull: { pulled: 1 }, preview: { rows: 1, updated: 1 } });
    await run(stage(), client, next);
    expect(await of(1)).toMatchObject({ name: null, groups: [], fields: { age: null } });
  });

  it('goes on where it was, whatever the source answers and whoever dies', async () => {
    for (let n = 1; n <= 5; n++) textit.contacts.push(contact(n));
    const busy = { status: 429, headers: { 'retry-after': '90' } };
    textit.next.push(null, { status: 500 }, busy, null, { status: 500 }, null, { status: 200, body: 'no' });
    const { uuid } = await begin();
    const { runtime, take } = stage().service;
    let clock = runtime.now();
    const at = { ...runtime, now: () => instant(++clock) };
    // Dies with its second part written, and not noted.
    let parts = 0;
    const write = async (key: string, content: Buffer | string) => {
      await runtime.files.write(key, content);
      if (key.includes('/pulled/') && ++parts === 2) throw new Error('killed');
    };
    const dying = { ...at, files: { ...runtime.files, write } };
    const problems: unknown[] = [];
    for (let [one] = take(); one?.queue === 'pull'; [one] = take()) {
      // Each message is delivered twice.
      for (const _ of ['once', 'again']) await pullSome(one.message, dying).catch(() => undefined);
      problems.push((await shown(uuid)).pull.problem);
      clock = instant(clock + 100_000_000);
      if ((await shown(uuid)).pull.status === 'done') break;
    }
    expect(new Set(problems)).toEqual(
      new Set([null, 'It answered 500.', expect.stringMatching(/rate limit/), expect.stringMatching(/without a list/)]),
    );
    await later();
    expect(await shown(uuid)).toMatchObject({ pull: { status: 'done', pulled: 5 }, preview: { rows: 5, created: 5 } });
  });

  it('names what is broken in a page, and takes the rest', async () => {
    textit.contacts.push(
      contact(1),
      { modified_on: '2026-01-01T00:00:00Z' },
      contact(2, { urns: null, groups: 'none', fields: 3 }),
      contact(3, { urns: ['tel:********'] }),
      contact(4, { language: 'martian' }),
    );
    const { uuid } = await begin({ since: null });
    await later();
    expect(await shown(uuid)).toMatchObject({
      pull: { status: 'done', pulled: 5, hidden_addresses: 1 },
      preview: {
        created: 3,
        refused: [{ reason: 'no_address' }, { reason: 'invalid_language' }],
      },
    });
  });

  it('asks about a field there whose name speaks of refusal, before anybody is made', async () => {
    textit.fields.push({ key: 'do_not_contact', name: 'Do not contact', type: 'text' });
    textit.contacts.push(contact(1, { fields: { do_not_contact: 'yes' } }), contact(2));
    const { uuid } = await client.post('imports.json', {
      name: 'Move',
      textit: { host: textit.host, token: 'theirs', since: null },
    });
    await later();
    const { job, preview } = await shown(uuid);
    expect(preview.asks).toEqual([]);
    expect(preview.candidates[0]).toMatchObject({ name: 'fields.Do not contact', proposal: 'opt_out' });
    const refused = { action: 'run', token: job.token, count: job.total };
    expect(await client.ask('POST', `jobs.json?uuid=${job.uuid}`, refused)).toMatchObject({ status: 400 });
    const refusals = { 'fields.Do not contact': 'opt_out' };
    await client.post(`imports.json?uuid=${uuid}`, { action: 'preview', refusals });
    await later();
    await run(stage(), client, await shown(uuid));
    expect(await of(1)).toMatchObject({ status: 'stopped' });
    expect(await of(2)).toMatchObject({ status: 'active' });
  });

  it('fails at once for a wrong token, forgets it, and goes on with another', async () => {
    textit.contacts.push(contact(1));
    const { uuid } = await begin({ token: 'wrong' });
    await later();
    expect(textit.asked).toHaveLength(1);
    expect(await shown(uuid)).toMatchObject({
      job: null,
      pull: { status: 'failed', problem: 'The host refused the token (403). It takes an administrator token.' },
    });
    await client.post(`imports.json?uuid=${uuid}`, { action: 'pull', textit: { token: 'theirs' } });
    await later();
    expect(await shown(uuid)).toMatchObject({ pull: { status: 'done', problem: null }, preview: { created: 1 } });
  });

  it('says so when nobody has changed', async () => {
    const { uuid } = await begin();
    await later();
    expect(await shown(uuid)).toMatchObject({ job: null, pull: { status: 'done', pulled: 0 } });
  });
});

const stored = async () =>
  JSON.stringify(await stage().service.itemsOf((await client.get('workspace.json')).uuid)).replaceAll('\\', '');

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../shared/domain/erasures/receipt.ts';
import { problemsOfProofs } from '../../shared/services/erasures/proofs.ts';
import { problemsOfReceipt } from '../../shared/services/erasures/receipt.ts';
import { type Client, createPeople, jobOf, phone, setStatus } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

/** Archived people who have each written once. */
async function archivedPeople(client: Client, count: number): Promise<string[]> {
  const people = await createPeople(client, count);
  for (let n = 0; n < count; n++)
    await client.post('events.json', { type: 'msg_received', urn: phone(n), text: `Secret ${n}` });
  await setStatus(client, 'archived', ...people);
  await stage().settle();
  return people;
}

async function previewOf(client: Client): Promise<{ uuid: string; run(): Promise<void> }> {
  const { uuid } = await client.post('jobs.json', { type: 'delete', selection: { folder: 'archived' }, preview: true });
  await stage().settle();
  const { token, total: count } = await jobOf(client, uuid);
  return {
    uuid,
    run: async () => {
      await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
      await stage().settle();
    },
  };
}

const receiptOf = (client: Client, query: string): Promise<Receipt> =>
  client.get(`erasures.json?${query}&format=receipt`);

describe('erasures.json', () => {
  it('says of a contact that a request deleted when, by whom and what was removed, and nothing of who it was', async () => {
    const client = await stage().open();
    const [uuid = ''] = await archivedPeople(client, 1);
    expect((await client.get(`erasures.json?contact=${uuid}`)).results).toEqual([]);
    await client.ask('DELETE', `contacts.json?uuid=${uuid}`);
    await stage().settle();
    const [erasure] = (await client.get(`erasures.json?contact=${uuid}`)).results;
    expect(erasure).toEqual({
      contact: uuid,
      deleted_on: expect.stringMatching(/^20/),
      deleted_by: { token: expect.any(String), name: expect.any(String) },
      via: 'api',
      job: null,
      urns: [expect.stringMatching(/^[0-9a-f]{16}$/)],
      removed: { urns: 1, history: expect.any(Number), messages: 1, groups: 0 },
      entry: null,
      seal: null,
    });
    expect(erasure.removed.history).toBeGreaterThan(0);
    const [{ uuid: token, name }] = (await client.get('tokens.json')).results.filter(
      (one: { uuid: string }) => one.uuid === erasure.deleted_by.token,
    );
    expect(erasure.deleted_by).toEqual({ token, name });
    expect((await client.get(`erasures.json?by=${token}`)).results).toEqual([erasure]);
    expect((await client.get(`erasures.json?by=${uuid}`)).results).toEqual([]);
  });

  it('has every deletion once: by request, by action and by job, by job and by time', async () => {
    const client = await stage().open();
    const people = await archivedPeople(client, 7);
    await client.ask('DELETE', `contacts.json?uuid=${people[0]}`);
    await client.post('contact_actions.json', { action: 'delete', contacts: people.slice(1, 3) });
    await stage().settle();
    const before = (await client.all('erasures.json')).map(({ contact }) => contact);
    expect(before.sort()).toEqual(people.slice(0, 3).sort());
    const job = await previewOf(client);
    await job.run();
    expect((await client.all('erasures.json')).map(({ contact }) => contact).sort()).toEqual([...people].sort());
    const ofJob = await client.all(`erasures.json?job=${job.uuid}`);
    expect(ofJob.map(({ contact }) => contact).sort()).toEqual(people.slice(3).sort());
    const { deleted_on } = ofJob[0] ?? {};
    const since = await client.all(`erasures.json?after=${encodeURIComponent(deleted_on)}`);
    expect(since.map(({ contact }) => contact).sort()).toEqual(people.slice(3).sort());
    const until = await client.all('erasures.json?before=2020-01-01');
    expect(until).toEqual([]);
    expect(await client.all('erasures.json?limit=2')).toHaveLength(7);
  });

  it('gives a receipt of a job once it has ended, which is good as it is and not with anything changed', async () => {
    const client = await stage().open();
    const people = await archivedPeople(client, 4);
    const job = await previewOf(client);
    expect(await client.ask('GET', `erasures.json?job=${job.uuid}&format=receipt`)).toMatchObject({ status: 400 });
    await job.run();
    const receipt = await receiptOf(client, `job=${job.uuid}`);
    const { public_key: key } = await client.get('erasures.json?format=key');
    expect(receipt.receipt).toMatchObject({ job: job.uuid, contact: null, total: 4, version: 1 });
    expect(receipt.receipt.erasures?.map(({ contact }) => contact).sort()).toEqual([...people].sort());
    expect(problemsOfReceipt(receipt, key)).toEqual([]);
    // What a receipt needs is sealed for it, and each entry has its path to the seal.
    expect(receipt.receipt.entries).toMatchObject([{ number: 1, seal: 1, path: [] }]);
    expect(await client.all(`erasures.json?job=${job.uuid}`)).toEqual(receipt.receipt.erasures?.toReversed());
    // Any tool may write the JSON anew.
    const { erasures, ...others } = receipt.receipt;
    if (erasures === null) throw new Error('no contacts');
    expect(problemsOfReceipt({ ...receipt, receipt: { erasures, ...others } }, key)).toEqual([]);
    const changes = [
      { total: 5 },
      { erasures: erasures.slice(1) },
      { job: randomUUID() },
      { issued_on: '2020-01-01T00:00:00Z' },
    ];
    for (const change of changes)
      expect(problemsOfReceipt({ ...receipt, receipt: { ...receipt.receipt, ...change } }, key)).not.toEqual([]);
    const { entries, seals = [] } = receipt.receipt;
    const other = Buffer.alloc(32).toString('base64url');
    const forged = [
      [{ entries: entries.map((entry) => ({ ...entry, hash: other })) }, 'Entry 1 is not in its seal.'],
      [{ entries: entries.map((entry) => ({ ...entry, path: [other] })) }, 'Entry 1 is not in its seal.'],
      [{ seals: [] }, 'Entry 1 is not in its seal.'],
      [{ seals: seals.map((seal) => ({ ...seal, root: other })) }, 'Seal 1 does not have its hash.'],
    ] as const;
    for (const [change, problem] of forged)
      expect(problemsOfProofs({ ...receipt.receipt, ...change })).toContain(problem);
    expect(problemsOfReceipt(receipt, 'AAAA')).toEqual([expect.stringContaining('another key')]);
    expect(problemsOfReceipt({ ...receipt, public_key: 'AAAA' }, null)).not.toEqual([]);
    // The last letter of a signature has bits to spare.
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => letter !== receipt.signature.at(-1));
    for (const letter of letters)
      expect(problemsOfReceipt({ ...receipt, signature: receipt.signature.slice(0, -1) + letter }, key)).not.toEqual(
        [],
      );
  });

  it('gives a receipt of one contact that names no other', async () => {
    const client = await stage().open();
    const [one = '', ...others] = await archivedPeople(client, 3);
    await (await previewOf(client)).run();
    const receipt = await receiptOf(client, `contact=${one}`);
    expect(receipt.receipt).toMatchObject({ contact: one, total: 1 });
    expect(problemsOfReceipt(receipt, null)).toEqual([]);
    for (const other of others) expect(JSON.stringify(receipt)).not.toContain(other);
    const { proof, erasures } = receipt.receipt;
    expect(proof).toMatchObject({ size: 3, path: expect.any(Array) });
    const changed = erasures?.map((erasure) => ({ ...erasure, deleted_on: '2020-01-01T00:00:00Z' })) ?? [];
    expect(problemsOfProofs({ ...receipt.receipt, erasures: changed })).toEqual(['The contact is not in its entry.']);
  });
});

describe('contact_export.json', () => {
  const held = async (client: Client, uuid: string, more = '') =>
    client.all(`contact_export.json?contact=${uuid}${more}`) as Promise<{ kind: string; [key: string]: unknown }[]>;

  it('has the contact, its history, messages, runs and jobs, in pages of any size', async () => {
    const client = await stage().open();
    await client.post('groups.json', { name: 'Clinic' });
    const [uuid = ''] = await createPeople(client, 1, { groups: ['Clinic'] });
    await client.post(`contacts.json?uuid=${uuid}`, { language: 'kin', note: 'A note' });
    for (let n = 0; n < 3; n++)
      await client.post('events.json', { type: 'msg_received', urn: phone(0), text: `Text ${n}` });
    await client.post('jobs.json', { type: 'set_status', status: 'blocked', selection: { contacts: [uuid] } });
    await stage().settle();
    const all = await held(client, uuid);
    expect(all[0]).toMatchObject({ kind: 'contact', uuid, status: 'blocked', opt_out: 'blocked', urns: [phone(0)] });
    expect(all[0]).toMatchObject({ notes: [expect.objectContaining({ text: 'A note' })] });
    expect(all[0]).toHaveProperty('last_word');
    const of = (kind: string) => all.filter((one) => one.kind === kind);
    expect(of('message').map(({ text }) => text)).toEqual(['Text 2', 'Text 1', 'Text 0']);
    expect(of('history').length).toBeGreaterThan(1);
    expect(of('job')).toEqual([expect.objectContaining({ type: 'set_status', status: 'completed' })]);
    for (const limit of [1, 2, 5]) expect(await held(client, uuid, `&limit=${limit}`)).toEqual(all);
  });

  it('says when the person opted out, and by which word', async () => {
    const client = await stage().open();
    const [uuid = ''] = await createPeople(client, 1);
    const occurred_on = new Date(Date.now() - 60_000).toISOString();
    await client.post('events.json', { type: 'msg_received', urn: phone(0), text: ' Stop! ', occurred_on });
    const [contact] = await held(client, uuid);
    const on = occurred_on.replace(/(\.\d{3})Z$/, '$1000Z').replace('.000000Z', 'Z');
    expect(contact).toMatchObject({ opt_out: 'stopped', last_word: { says: 'out', on, word: 'stop', reason: null } });
  });

  it('of a deleted contact has its tombstone and what the ledger says', async () => {
    const client = await stage().open();
    const [uuid = ''] = await archivedPeople(client, 1);
    await (await previewOf(client)).run();
    expect(await held(client, uuid)).toEqual([
      expect.objectContaining({ kind: 'tombstone', uuid, opt_out: null, job: expect.any(String) }),
      expect.objectContaining({ kind: 'erasure', contact: uuid }),
    ]);
  });

  it('refuses a cursor that it has not given', async () => {
    const client = await stage().open();
    const [uuid] = await createPeople(client, 1);
    for (const cursor of ['x', '9:', '4', '1:zzz', '4:-1', '4:x'])
      expect(await client.ask('GET', `contact_export.json?contact=${uuid}&cursor=${cursor}`)).toMatchObject({
        status: 404,
      });
  });
});

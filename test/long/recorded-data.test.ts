/** Data of every recorded release from 1.0 on, opened by the code of today. */
import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Data, FORMAT, readStamp } from '../../shared/data/dynamo/index.ts';
import { verifyLedger } from '../../shared/data/erasures/index.ts';
import { listWorkspaces } from '../../shared/data/workspace/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import { migrateTables } from '../../shared/services/forms/migrate.ts';
import type { RecordedPerson } from '../record/people.ts';
import type { Client } from '../support/api/client.ts';
import { violationsOf } from '../support/checker/checker.ts';
import { readTables } from '../support/checker/tables.ts';
import { firstEngine } from '../support/engines/first.ts';
import { type InProcessStage, stageOf } from '../support/in-process/clients.ts';
import { openOnTables } from '../support/in-process/service.ts';
import { openRecorded, recordings } from '../support/recorded/recordings.ts';

const engine = firstEngine();

const run = (data: Data) => migrateTables({ data, now: () => instant(Date.now() * 1_000), say: () => undefined });
const hash = (text: string) => createHmac('sha256', 'a key for tests').update(text).digest('base64url');

describe.each(recordings())('data of $commit', (recording) => {
  let data: Data;
  let stage: InProcessStage;
  let clients: Client[];
  const problems = async (check: object) =>
    violationsOf(await readTables(data), check).map(({ about, text }) => `${about}: ${text}`);
  const ofWorkspace = (index: number): RecordedPerson[] =>
    recording.people.filter(({ workspace }) => workspace === index);
  beforeAll(async () => {
    data = await openRecorded(engine(), recording);
    stage = stageOf(await openOnTables(engine(), data));
    await stage.service.goTo(Date.parse(recording.on));
    clients = recording.tokens.map((token) => stage.as(token));
  });

  test('is of the form of today, or is brought to it by one command, twice at once', async () => {
    await Promise.all([run(data), run(data)]);
    expect(await readStamp(data, 'contacts')).toMatchObject({ format: FORMAT });
  });

  test('says of everybody whether they may be written to', async () => {
    for (const [index, client] of clients.entries()) {
      const people = ofWorkspace(index);
      const { results } = await client.post('sendable.json', { urns: people.map(({ urn }) => urn) });
      expect(results.map(({ outcome }: { outcome: string }, at: number) => [people[at]?.kind, outcome])).toEqual(
        people.map(({ kind, sendable }) => [kind, sendable]),
      );
    }
  });

  test('finds everybody by address, and no one else, with names and groups', async () => {
    for (const [index, client] of clients.entries())
      for (const { urn, contact, name, groups } of ofWorkspace(index)) {
        const { results } = await client.get(`contacts.json?urn=${encodeURIComponent(urn)}`);
        expect(results.map((one: { uuid: string }) => one.uuid)).toEqual(contact === null ? [] : [contact]);
        if (contact === null) continue;
        expect(results[0].name).toBe(name);
        expect(results[0].groups.map((group: { name: string }) => group.name).sort()).toEqual(groups);
      }
  });

  test('has the counts that it had', async () => {
    for (const [index, client] of clients.entries())
      expect((await client.get('counts.json')).folders).toEqual(recording.counts[index]);
  });

  test('can be searched', async () => {
    for (const [index, client] of clients.entries()) {
      const { results } = await client.get(`contacts.json?query=${encodeURIComponent('group = "Of Huye"')}`);
      const expected = ofWorkspace(index).filter(({ groups }) => groups.includes('Of Huye'));
      expect(results.map(({ uuid }: { uuid: string }) => uuid).sort()).toEqual(
        expected.map(({ contact }) => contact).sort(),
      );
    }
  });

  test('knows the messages that were taken in before', async () => {
    for (const client of clients)
      for (const external_id of recording.known) {
        const event = { type: 'msg_received', urn: 'tel:+250788199999', text: 'Amakuru', external_id };
        expect(await client.post('events.json', event)).toMatchObject({ outcome: 'duplicate' });
      }
  });

  test('has history without an address that the table could tell', async () => {
    const { contacts } = await readTables(data);
    const history = contacts.filter(({ sk }) => sk.startsWith('EVT#'));
    expect(history.length).toBeGreaterThan(0);
    expect(history.filter((item) => /tel:\+|mailto:[^#]/.test(JSON.stringify(item['events'])))).toEqual([]);
  });

  test('has a receipt for everybody who was deleted', async () => {
    for (const [index, client] of clients.entries())
      for (const { kind, made } of ofWorkspace(index).filter((one) => /erased/.test(one.kind))) {
        const { results } = await client.get(`erasures.json?contact=${made}`);
        expect([kind, results.length]).toEqual([kind, 1]);
      }
    for (const workspace of await listWorkspaces(data))
      expect(await verifyLedger(data, workspace)).toMatchObject({ problems: [] });
  });

  test('agrees with itself', async () => {
    await stage.service.settle();
    expect(await problems({ hash })).toEqual([]);
  });

  test('lists its jobs, and runs the preview that waited', async () => {
    for (const client of clients) {
      const { results } = await client.get('jobs.json');
      const before = (await client.get('counts.json')).folders;
      const [waiting] = results.filter(({ status }: { status: string }) => status === 'ready');
      const { token, total, uuid } = waiting;
      await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count: total });
      await stage.service.settle();
      const [done] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
      expect(done).toMatchObject({ status: 'completed', total });
      const { archived, deleted } = (await client.get('counts.json')).folders;
      expect([archived, deleted]).toEqual([before.archived - done.changed, before.deleted + done.changed]);
    }
  });

  test('brings nobody back who opted out: by a new contact, and by a new address', async () => {
    for (const [index, client] of clients.entries())
      for (const { urn, sendable } of ofWorkspace(index)) {
        if (!['suppressed', 'stopped', 'blocked'].includes(sendable)) continue;
        const [owner] = (await client.get(`contacts.json?urn=${encodeURIComponent(urn)}`)).results;
        if (owner) continue;
        const { status } = await client.post('contacts.json', { name: 'Again', urns: [urn] });
        expect([urn, status]).toEqual([urn, expect.stringMatching(/^(stopped|blocked)$/)]);
      }
    await stage.service.settle();
    expect(await problems({})).toEqual([]);
  });
});

/** Migrations that are killed, come twice, or meet tables that are not theirs, on data of an earlier release. */
import { DeleteCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { handler as audit } from '../../../../functions/audit/audit.ts';
import { handler as carrier } from '../../../../functions/carrier/carrier.ts';
import { handler as dormancy } from '../../../../functions/dormancy/dormancy.ts';
import { ENDPOINTS } from '../../../../functions/endpoints.ts';
import { handler as turnGroups } from '../../../../functions/groups/groups-turn.ts';
import { handler as watchdog } from '../../../../functions/jobs/jobs-watchdog.ts';
import { watchAddresses } from '../../../../functions/jobs/watchdog/canary.ts';
import { handler as project } from '../../../../functions/project/project.ts';
import { isIdentity, readHolders } from '../../../../shared/data/contacts/index.ts';
import {
  type Data,
  deleteAll,
  FormError,
  formProblem,
  type Key,
  LostKeyError,
  put,
  readStamp,
  STAMP_KEY,
  stampTables,
  write,
} from '../../../../shared/data/dynamo/index.ts';
import { createWorkspace, listWorkspaces, readToken } from '../../../../shared/data/workspace/index.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { puttingOff } from '../../../../shared/lambda/worker.ts';
import { migrateTables } from '../../../../shared/services/forms/migrate.ts';
import { readTables } from '../../../support/checker/tables.ts';
import { openTestData } from '../../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';
import { stageOf } from '../../../support/in-process/clients.ts';
import { openOnTables } from '../../../support/in-process/service.ts';
import { openRecorded, type RecordedPerson, recordings } from '../../../support/recorded/recordings.ts';

let engine: RunningEngine;
beforeAll(async () => {
  engine = await startEngine(engines[0] as (typeof engines)[number]);
});
afterAll(() => engine.stop());

/** The release whose addresses lie under other hashes. */
const EARLIEST = recordings().find(({ commit }) => commit === '39fed1d') as ReturnType<typeof recordings>[number];
const OPTED_OUT: readonly string[] = ['stopped', 'blocked', 'suppressed'];
const now = () => instant(Date.now() * 1_000);
const run = (data: Data) => migrateTables({ data, now, say: () => undefined });
const problemOf = async (data: Data) => (await formProblem(data))?.code ?? null;

/** In the order of recorded workspaces; the first one's token is known. */
async function workspacesOf(data: Data): Promise<WorkspaceId[]> {
  const [first] = await Promise.all(EARLIEST.tokens.map((token) => workspaceOf(data, token)));
  const others = (await listWorkspaces(data)).filter((one) => one !== first);
  return [first as WorkspaceId, ...others];
}

async function workspaceOf(data: Data, token: string): Promise<WorkspaceId> {
  return (await readToken(data, token))?.workspace as WorkspaceId;
}

/** People who opted out, and would be written to. */
async function broughtBack(data: Data): Promise<RecordedPerson[]> {
  const workspaces = await workspacesOf(data);
  const back: RecordedPerson[] = [];
  for (const person of EARLIEST.people.filter(({ sendable }) => OPTED_OUT.includes(sendable))) {
    const identity = identityOf(person.urn);
    const holder = (await readHolders(data, workspaces[person.workspace] as WorkspaceId, [identity])).get(identity);
    if (holder?.kind === 'free' || (holder?.kind === 'owned' && holder.contact.optOut === null)) back.push(person);
  }
  return back;
}

/** The same tables for a process that dies before it has written `left` times. */
function mortal(data: Data, left: number): Data {
  let writes = 0;
  const isWrite = (command: unknown) =>
    [PutCommand, UpdateCommand, DeleteCommand, TransactWriteCommand].some((kind) => command instanceof kind);
  const documents = new Proxy(data.documents, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return async (command: Parameters<typeof target.send>[0]) => {
        if (isWrite(command) && ++writes > left) throw new Error('killed');
        return target.send(command);
      };
    },
  });
  return { ...data, documents };
}

describe('a migration', () => {
  test('that is killed again and again is refused until it has ended, and ends right', async () => {
    const data = await openRecorded(engine, EARLIEST);
    let killed = 0;
    for (let done = false; !done; killed++) {
      expect(await problemOf(data)).toBe('earlier_form');
      done = await run(mortal(data, 9)).then(
        () => true,
        (error: Error) => {
          expect(String(error.message)).toMatch(/killed/);
          return false;
        },
      );
    }
    expect(killed).toBeGreaterThan(5);
    expect(await problemOf(data)).toBe(null);
    expect(await broughtBack(data)).toEqual([]);
  });

  test('mends what a release has done that took the data for its own: nobody who opted out stays active', async () => {
    const data = await openRecorded(engine, EARLIEST);
    await stampTables(data, now());
    const stage = stageOf(await openOnTables(engine, data));
    for (const { workspace, urn, sendable } of EARLIEST.people) {
      if (!OPTED_OUT.includes(sendable)) continue;
      const client = stage.as(EARLIEST.tokens[workspace] ?? '');
      expect(await client.post('contacts.json', { name: 'Again', urns: [urn] })).toMatchObject({ status: 'active' });
    }
    for (const table of ['contacts', 'workspace'] as const) await deleteAll(data, table, [STAMP_KEY]);
    await stage.service.settle();
    const fresh: Data = { ...data, meter: (await openTestData(engine)).meter, hmacKey: async () => 'a key for tests' };
    await run(fresh);
    expect(await broughtBack(fresh)).toEqual([]);
    expect(await run(fresh)).toMatchObject({ addresses: 0 });
  });

  test('keeps opt-outs of deleted people under a key that was replaced', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const rotated = { ...data, hmacKey: async () => JSON.stringify(['a new key', 'a key for tests']) };
    await run(rotated);
    expect(await broughtBack(rotated)).toEqual([]);
    expect(await run(rotated)).toMatchObject({ addresses: 0 });
  });

  test('changes nothing when the secret has another key', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const before = await readTables(data);
    await expect(run({ ...data, hmacKey: async () => 'another key' })).rejects.toThrow(LostKeyError);
    expect(await readTables(data)).toEqual(before);
  });

  test('refuses tables of a later release, and so does the service', async () => {
    const data = await openTestData(engine);
    await write(data, put('workspace', { ...STAMP_KEY, format: 2, at: 0 }));
    expect(await formProblem(data)).toEqual({ code: 'later_form', format: 2 });
    await expect(run(data)).rejects.toThrow(FormError);
    await expect(createWorkspace(data, { name: 'New', now: now() })).rejects.toThrow(FormError);
  });

  test('stamps empty tables, and refuses one with data beside one without', async () => {
    const empty = await openTestData(engine);
    await deleteAll(empty, 'contacts', [STAMP_KEY, { pk: 'I#keys', sk: 'PRINTS' }]);
    await deleteAll(empty, 'workspace', [STAMP_KEY]);
    expect(await problemOf(empty)).toBe('earlier_form');
    expect(await run(empty)).toMatchObject({ workspaces: 0 });
    expect(await problemOf(empty)).toBe(null);

    const { contactsTable } = await openRecorded(engine, EARLIEST);
    const mixed = { ...empty, contactsTable, meter: (await openTestData(engine)).meter };
    expect(await problemOf(mixed)).toBe('earlier_form');
    await expect(run(mixed)).rejects.toThrow('do not belong together');
    await expect(createWorkspace(mixed, { name: 'New', now: now() })).rejects.toThrow(FormError);
  });

  test('is told by each table: one that was restored alone is refused', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const { workspaceTable } = await openTestData(engine);
    expect(await problemOf({ ...data, workspaceTable })).toBe('earlier_form');
    const { contactsTable } = await openTestData(engine);
    expect(await problemOf({ ...data, contactsTable })).toBe('earlier_form');
  });
});

describe('with data of an earlier form', () => {
  test('every endpoint is refused', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const client = stageOf(await openOnTables(engine, data)).as(EARLIEST.tokens[0] ?? '');
    vi.spyOn(console, 'error').mockReturnValue();
    const all = Object.values(ENDPOINTS).flatMap((endpoints) => Object.entries(endpoints));
    expect(all.length).toBeGreaterThan(30);
    for (const [name, methods] of all)
      for (const method of methods) {
        const { status } = await client.ask(method, `${name}.json`, method === 'POST' ? {} : undefined);
        expect([name, method, status]).toEqual([name, method, 503]);
      }
  });

  test('schedules do nothing, the watchdog fails, and the stream waits', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const before = await readTables(data);
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', engine.endpoint);
    vi.stubEnv('CONTACTS_TABLE', data.contactsTable);
    vi.stubEnv('WORKSPACE_TABLE', data.workspaceTable);
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'a function');
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Dormouse');
    const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'r', functionName: 'a function' } as never;
    for (const handler of [audit, carrier, dormancy, turnGroups])
      expect(await handler({}, context)).toEqual({ refused: 1 });
    await expect(watchdog({}, context)).rejects.toThrow(FormError);
    await expect(project({ Records: [] }, context)).rejects.toThrow(FormError);
    expect(await readTables(data)).toEqual(before);
    vi.unstubAllEnvs();
  });

  test('queues put their messages off', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const { service } = stageOf(await openOnTables(engine, data));
    const sent: unknown[] = [];
    const queues = { send: async (...call: unknown[]) => void sent.push(call) };
    const logger = { warn: () => undefined } as never;
    const message = { workspace: 'w' as WorkspaceId, job: 'j' };
    const reached: unknown[] = [];
    const handle = puttingOff('work', async (one: typeof message) => void reached.push(one));
    await handle(message, { ...service.runtime, queues, logger });
    expect([reached, sent]).toEqual([[], [['work', [message], 'w', { delay: expect.any(Number) }]]]);
  });
});

describe('the canary', () => {
  const watch = (data: Data) => watchAddresses({ data, now, logger: { error: () => undefined } as never });
  const identities = async (data: Data): Promise<Key[]> =>
    (await readTables(data)).contacts.filter((item) => item.pk.startsWith('I#') && isIdentity(item) && item['owner']);

  test('has the service refuse when contacts do not own their addresses, until they do again', async () => {
    const data = await openRecorded(engine, EARLIEST);
    await run(data);
    expect(await watch(data)).toBe(true);
    const owners = await identities(data);
    await deleteAll(data, 'contacts', owners);
    await expect(watch(data)).rejects.toThrow(FormError);
    expect(await problemOf(data)).toBe('addresses_unowned');
    await expect(watch(data)).rejects.toThrow(FormError);
    const client = stageOf(await openOnTables(engine, data)).as(EARLIEST.tokens[0] ?? '');
    vi.spyOn(console, 'error').mockReturnValue();
    expect((await client.ask('GET', 'counts.json')).status).toBe(503);

    const workspaces = await listWorkspaces(data);
    expect(workspaces).toHaveLength(2);
    expect(await run(data)).toMatchObject({ addresses: owners.length });
    expect(await watch(data)).toBe(true);
    expect(await problemOf(data)).toBe(null);
    expect(await broughtBack(data)).toEqual([]);
  });

  test('takes its note back when a repair has given the addresses their owners', async () => {
    const data = await openRecorded(engine, EARLIEST);
    await run(data);
    const owners = await identities(data);
    await deleteAll(data, 'contacts', owners);
    await expect(watch(data)).rejects.toThrow(FormError);
    for (const item of owners) await write(data, put('contacts', item));
    expect(await watch(data)).toBe(true);
    expect(await readStamp(data, 'contacts')).not.toHaveProperty('unowned');
  });

  test('has the service refuse when only one of several workspaces lost its addresses', async () => {
    const data = await openRecorded(engine, EARLIEST);
    await run(data);
    const [workspace] = (await listWorkspaces(data)) as [WorkspaceId];
    const owners = (await identities(data)).filter(({ pk }) => pk.startsWith(`I#${workspace}#`));
    await deleteAll(data, 'contacts', owners);
    await expect(watch(data)).rejects.toThrow(FormError);
    expect(await formProblem(data)).toEqual({ code: 'addresses_unowned', workspace });
  });

  test('leaves a lost key to those who look up addresses', async () => {
    const data = await openRecorded(engine, EARLIEST);
    await run(data);
    expect(await watch({ ...data, hmacKey: async () => 'another key' })).toBe(true);
    expect(await problemOf(data)).toBe(null);
  });

  test('lets one address without its owner be: a repair mends that', async () => {
    const data = await openRecorded(engine, EARLIEST);
    await run(data);
    await deleteAll(data, 'contacts', (await identities(data)).slice(0, 1));
    for (let time = 0; time < 5; time++) expect(await watch(data)).toBe(true);
  });

  test('is content with new tables', async () => {
    const data = await openTestData(engine);
    for (const table of ['contacts', 'workspace'] as const) await deleteAll(data, table, [STAMP_KEY]);
    expect(await watch(data)).toBe(true);
  });
});

/** Migrations that are killed, come twice, or meet tables that are not theirs, on data of an earlier release. */
import { DeleteCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Data,
  deleteAll,
  FormError,
  formProblem,
  LostKeyError,
  put,
  SHARDED_FORMAT,
  STAMP_KEY,
  stampTables,
  write,
} from '../../../../shared/data/dynamo/index.ts';
import { createWorkspace } from '../../../../shared/data/workspace/index.ts';
import { readTables } from '../../../support/checker/tables.ts';
import { openTestData } from '../../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';
import { stageOf } from '../../../support/in-process/clients.ts';
import { openOnTables } from '../../../support/in-process/service.ts';
import { openRecorded } from '../../../support/recorded/recordings.ts';
import { broughtBack, EARLIEST, migrate, now, OPTED_OUT, problemOf } from './earliest.ts';

let engine: RunningEngine;
beforeAll(async () => {
  engine = await startEngine(engines[0] as (typeof engines)[number]);
});
afterAll(() => engine.stop());

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
      done = await migrate(mortal(data, 9)).then(
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
    await migrate(fresh);
    expect(await broughtBack(fresh)).toEqual([]);
    expect(await migrate(fresh)).toMatchObject({ addresses: 0 });
  });

  test('keeps opt-outs of deleted people under a key that was replaced', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const rotated = { ...data, hmacKey: async () => JSON.stringify(['a new key', 'a key for tests']) };
    await migrate(rotated);
    expect(await broughtBack(rotated)).toEqual([]);
    expect(await migrate(rotated)).toMatchObject({ addresses: 0 });
  });

  test('changes nothing when the secret has another key', async () => {
    const data = await openRecorded(engine, EARLIEST);
    const before = await readTables(data);
    await expect(migrate({ ...data, hmacKey: async () => 'another key' })).rejects.toThrow(LostKeyError);
    expect(await readTables(data)).toEqual(before);
  });

  test('refuses tables of a later release, and so does the service', async () => {
    const data = await openTestData(engine);
    await write(data, put('workspace', { ...STAMP_KEY, format: SHARDED_FORMAT + 1, at: 0 }));
    expect(await formProblem(data)).toEqual({ code: 'later_form', format: SHARDED_FORMAT + 1 });
    await expect(migrate(data)).rejects.toThrow(FormError);
    await expect(createWorkspace(data, { name: 'New', now: now() })).rejects.toThrow(FormError);
  });

  test('stamps empty tables, and refuses one with data beside one without', async () => {
    const empty = await openTestData(engine);
    await deleteAll(empty, 'contacts', [STAMP_KEY, { pk: 'I#keys', sk: 'PRINTS' }]);
    await deleteAll(empty, 'workspace', [STAMP_KEY]);
    expect(await problemOf(empty)).toBe('earlier_form');
    expect(await migrate(empty)).toMatchObject({ workspaces: 0 });
    expect(await problemOf(empty)).toBe(null);

    const { contactsTable } = await openRecorded(engine, EARLIEST);
    const mixed = { ...empty, contactsTable, meter: (await openTestData(engine)).meter };
    expect(await problemOf(mixed)).toBe('earlier_form');
    await expect(migrate(mixed)).rejects.toThrow('do not belong together');
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

/** A first step from one form to the next, as a release will have it, on data that was recorded. */
import { describe, expect, test } from 'vitest';
import {
  type Data,
  deleteAll,
  FORMAT,
  FormError,
  formProblem,
  put,
  readStamp,
  STAMP_KEY,
  update,
  write,
} from '../../../../shared/data/dynamo/index.ts';
import { createWorkspace } from '../../../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type MigrationStep, migrateTables } from '../../../../shared/services/forms/migrate.ts';
import { readTables } from '../../../support/checker/tables.ts';
import { openTestData } from '../../../support/engines/data.ts';
import { firstEngine } from '../../../support/engines/first.ts';
import { now, ofEarlierForm, opened, problemOf } from './recorded.ts';

const engine = firstEngine();

/** An example of what a release may do: it keeps names in capitals. Dies before it has written `left` times. */
const capitals = (left = Number.POSITIVE_INFINITY): MigrationStep => ({
  to: FORMAT,
  async run(data, workspace) {
    let changed = 0;
    for (const { pk, sk, name } of await people(data, workspace)) {
      if (name === undefined || name === name.toUpperCase()) continue;
      if (++changed > left) throw new Error('killed');
      await write(data, update('contacts', { pk, sk }, { set: { name: name.toUpperCase() } }));
    }
    return changed;
  },
});

interface Named {
  readonly pk: string;
  readonly sk: string;
  readonly name?: string;
}

const people = async (data: Data, workspace?: WorkspaceId): Promise<readonly Named[]> =>
  ((await readTables(data)).contacts as readonly Named[]).filter(
    ({ pk, sk }) => sk === 'CONTACT' && pk.includes(workspace ?? ''),
  );

const migrate = (data: Data, ...steps: MigrationStep[]) =>
  migrateTables({ data, now, say: () => undefined }, ...(steps.length === 0 ? [] : [steps]));

describe('a migration', () => {
  test('that is killed again and again is refused until it has ended, and ends right', async () => {
    const data = await ofEarlierForm(engine());
    let killed = 0;
    for (let done = false; !done; killed++) {
      expect(await problemOf(data)).toBe('earlier_form');
      done = await migrate(data, capitals(9)).then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('killed');
          return false;
        },
      );
    }
    expect(killed).toBeGreaterThan(2);
    expect(await problemOf(data)).toBe(null);
    const names = (await people(data)).flatMap(({ name }) => name ?? []);
    expect(names.length).toBeGreaterThan(20);
    expect(names).toEqual(names.map((name) => name.toUpperCase()));
    expect(await readStamp(data, 'contacts')).toMatchObject({ format: FORMAT });
    expect(await migrate(data, capitals())).toEqual({ workspaces: 2, changed: 0 });
  });

  test('of data before 1.0 is refused, and nothing is changed', async () => {
    const data = await ofEarlierForm(engine());
    const before = await readTables(data);
    await expect(migrate(data)).rejects.toThrow('before 1.0');
    for (const table of ['contacts', 'workspace'] as const) await deleteAll(data, table, [STAMP_KEY]);
    await expect(migrate(data, capitals())).rejects.toThrow('before 1.0');
    const stamped = (item: { readonly pk: string }) => item.pk === STAMP_KEY.pk;
    const after = await readTables(data);
    expect(after.contacts).toEqual(before.contacts.filter((item) => !stamped(item)));
    expect(after.workspace).toEqual(before.workspace.filter((item) => !stamped(item)));
  });

  test('refuses tables of a later release, and so does the service', async () => {
    const data = await openTestData(engine());
    await write(data, put('workspace', { ...STAMP_KEY, format: FORMAT + 1, at: 0 }));
    expect(await formProblem(data)).toEqual({ code: 'later_form', format: FORMAT + 1 });
    await expect(migrate(data)).rejects.toThrow(FormError);
    await expect(createWorkspace(data, { name: 'New', now: now() })).rejects.toThrow(FormError);
  });

  test('stamps empty tables, and refuses one with data beside one without', async () => {
    const empty = await openTestData(engine());
    await deleteAll(empty, 'contacts', [STAMP_KEY, { pk: 'I#keys', sk: 'PRINTS' }]);
    await deleteAll(empty, 'workspace', [STAMP_KEY]);
    expect(await problemOf(empty)).toBe('earlier_form');
    expect(await migrate(empty)).toEqual({ workspaces: 0, changed: 0 });
    expect(await problemOf(empty)).toBe(null);

    const data = await opened(engine());
    await deleteAll(data, 'contacts', [STAMP_KEY]);
    const mixed = { ...empty, contactsTable: data.contactsTable, meter: (await openTestData(engine())).meter };
    expect(await problemOf(mixed)).toBe('earlier_form');
    await expect(migrate(mixed)).rejects.toThrow('do not belong together');
    await expect(createWorkspace(mixed, { name: 'New', now: now() })).rejects.toThrow(FormError);
  });

  test('is told by each table: one that was restored alone from an earlier form is refused', async () => {
    const data = await ofEarlierForm(engine());
    const { workspaceTable, contactsTable } = await openTestData(engine());
    expect(await problemOf({ ...data, workspaceTable })).toBe('earlier_form');
    expect(await problemOf({ ...data, contactsTable })).toBe('earlier_form');
  });
});

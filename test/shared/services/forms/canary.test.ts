import { describe, expect, test, vi } from 'vitest';
import { watchAddresses } from '../../../../functions/jobs/watchdog/canary.ts';
import { isIdentity } from '../../../../shared/data/contacts/index.ts';
import {
  type Data,
  deleteAll,
  FormError,
  formProblem,
  type Key,
  put,
  readStamp,
  STAMP_KEY,
  write,
} from '../../../../shared/data/dynamo/index.ts';
import { listWorkspaces } from '../../../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { repairWorkspace } from '../../../../shared/services/audit/repair-workspace.ts';
import { readTables } from '../../../support/checker/tables.ts';
import { openTestData } from '../../../support/engines/data.ts';
import { firstEngine } from '../../../support/engines/first.ts';
import { stageOf } from '../../../support/in-process/clients.ts';
import { memoryFiles } from '../../../support/in-process/files.ts';
import { openOnTables } from '../../../support/in-process/service.ts';
import { now, opened, problemOf, TOKEN } from './recorded.ts';

const engine = firstEngine();

describe('the canary', () => {
  const watch = (data: Data) => watchAddresses({ data, now, logger: { error: () => undefined } as never });
  const identities = async (data: Data): Promise<Key[]> =>
    (await readTables(data)).contacts.filter((item) => item.pk.startsWith('I#') && isIdentity(item) && item['owner']);

  test('has the service refuse when contacts do not own their addresses, until they do again', async () => {
    const data = await opened(engine());
    expect(await watch(data)).toBe(true);
    const owners = await identities(data);
    await deleteAll(data, 'contacts', owners);
    await expect(watch(data)).rejects.toThrow(FormError);
    expect(await problemOf(data)).toBe('addresses_unowned');
    await expect(watch(data)).rejects.toThrow(FormError);
    const client = stageOf(await openOnTables(engine(), data)).as(TOKEN);
    vi.spyOn(console, 'error').mockReturnValue();
    expect((await client.ask('GET', 'counts.json')).status).toBe(503);

    for (const item of owners) await write(data, put('contacts', item));
    expect(await watch(data)).toBe(true);
    expect(await readStamp(data, 'contacts')).not.toHaveProperty('unowned');
  });

  test('does not keep a repair from its end', async () => {
    const data = await opened(engine());
    const owners = await identities(data);
    await deleteAll(data, 'contacts', owners);
    await expect(watch(data)).rejects.toThrow(FormError);
    let at = now();
    const wait = async (ms: number) => {
      at = instant(at + ms * 1_000);
    };
    for (const workspace of await listWorkspaces(data))
      await repairWorkspace(
        { data, files: memoryFiles(), logger: console, now: () => at, wait, say: () => undefined },
        workspace,
      );
    expect(await watch(data)).toBe(true);
  });

  test('has the service refuse when only one of several workspaces lost its addresses', async () => {
    const data = await opened(engine());
    const [workspace] = (await listWorkspaces(data)) as [WorkspaceId];
    const owners = (await identities(data)).filter(({ pk }) => pk.startsWith(`I#${workspace}#`));
    await deleteAll(data, 'contacts', owners);
    await expect(watch(data)).rejects.toThrow(FormError);
    expect(await formProblem(data)).toEqual({ code: 'addresses_unowned', workspace });
  });

  test('leaves a lost key to those who look up addresses', async () => {
    const data = await opened(engine());
    expect(await watch({ ...data, hmacKey: async () => 'another key' })).toBe(true);
    expect(await problemOf(data)).toBe(null);
  });

  test('lets one address without its owner be: a repair mends that', async () => {
    const data = await opened(engine());
    await deleteAll(data, 'contacts', (await identities(data)).slice(0, 1));
    for (let time = 0; time < 5; time++) expect(await watch(data)).toBe(true);
  });

  test('is content with new tables', async () => {
    const data = await openTestData(engine());
    for (const table of ['contacts', 'workspace'] as const) await deleteAll(data, table, [STAMP_KEY]);
    expect(await watch(data)).toBe(true);
  });
});

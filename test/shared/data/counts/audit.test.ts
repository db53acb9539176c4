import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { createContact } from '../../../../shared/data/contacts/index.ts';
import { auditCounts } from '../../../../shared/data/counts/audit.ts';
import { recordBatch } from '../../../../shared/data/counts/record.ts';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import type { Transition } from '../../../../shared/domain/counts.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, change, now, reporters, tombstoneOf } from './samples.ts';

describeOnEngines('an audit of counts', (opened) => {
  let data: Data;
  let workspace: WorkspaceId;
  beforeAll(() => {
    data = opened();
  });
  beforeEach(() => {
    workspace = randomUUID() as string as WorkspaceId;
  });

  /** Two reporters, one of them dormant, one archived contact and one deleted; what the stream would report of them. */
  async function people(): Promise<Transition[]> {
    const given = [
      { groups: [reporters] },
      { groups: [reporters], dormantSince: now },
      { status: 'archived' },
    ] as const;
    const kept = given.map((one) => aContact(one));
    const deleted = aContact();
    for (const contact of [...kept, deleted]) await createContact(data, workspace, [], () => contact);
    await deleteVersion(data, workspace, deleted, change, now);
    const events = [...kept, deleted].map((after) => ({ before: null, after }));
    return [...events, { before: deleted, after: tombstoneOf(deleted) }];
  }

  it('finds nothing where every event was counted', async () => {
    await recordBatch(data, workspace, await people(), now);
    expect(await auditCounts(data, workspace)).toEqual({ folders: {}, groups: {} });
  });

  it('reports by how much counts are too high or too low', async () => {
    const [first, ...rest] = await people();
    const stranger = { before: null, after: aContact({ status: 'blocked' }) };
    await recordBatch(data, workspace, [...rest, stranger], now);
    expect(first).toBeDefined();
    expect(await auditCounts(data, workspace)).toEqual({
      folders: { active: -1, blocked: 1 },
      groups: { [reporters]: -1 },
    });
  });
});

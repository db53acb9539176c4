import { expect, test } from 'vitest';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import {
  createJob,
  freezePage,
  interruptJob,
  listStarts,
  readInput,
  readInputPart,
  readJob,
} from '../../../../shared/data/jobs/index.ts';
import type { FlowId, JobId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { NOW, newContacts, newJob, newWorkspace } from './samples.ts';

const work = { type: 'start', flow: 'f' as FlowId, restartParticipants: true, excludeActive: false } as const;
const named = (count: number) => ({ groups: [], contacts: newContacts(count), activeOnly: false });

describeOnEngines('what a job was created with', (data) => {
  test('is not in its header, which costs the same with it', async () => {
    const workspace = newWorkspace();
    const params = { text: 'ж'.repeat(10_000) };
    const { uuid } = await createJob(data(), workspace, newJob({ work, params, selection: named(100) }));
    const start = data().meter.read();
    const job = await readJob(data(), workspace, uuid);
    expect(consumedSince(data().meter, start).readUnits).toBe(1);
    expect(JSON.stringify(job).length).toBeLessThan(950);
    expect(await readInput(data(), { workspace, uuid })).toMatchObject({ params });
  });

  test('is in clear only for as long as the job needs it', async () => {
    const workspace = newWorkspace();
    const selection = { query: 'name = "Mukamana" AND fields.age > 30', within: null } as const;
    const params = { who: 'Mukamana', phones: [250788383383], vip: true };
    const { uuid } = await createJob(data(), workspace, newJob({ work, params, selection }));
    const pending = await readJob(data(), workspace, uuid);
    if (pending === null) throw new Error('no job');
    expect(await readInput(data(), pending)).toMatchObject({ selection, params });
    const capacity = { readUnits: 0, writeUnits: 0 };
    await freezePage(data(), pending, { uuids: newContacts(2), cursor: null, capacity, now: NOW });
    const masked = { query: 'name = "********" AND fields.age > "********"', within: null };
    expect(await readInput(data(), pending)).toMatchObject({ selection: masked, params });
    expect(await readInputPart(data(), pending, 'selection')).toBeNull();
    expect(await readInputPart(data(), pending, 'params')).toMatchObject({ params });
    await interruptJob(data(), workspace, uuid, NOW);
    const kept = { selection: masked, params: { who: '********', phones: ['********'], vip: true } };
    expect(await readInput(data(), pending)).toMatchObject(kept);
    expect(await readInputPart(data(), pending, 'params')).toBeNull();
  });

  test('that names no one is kept as it is', async () => {
    const workspace = newWorkspace();
    const selection = { query: 'last_seen_on < "-1y" AND group = "Clinic"', within: null } as const;
    const { uuid } = await createJob(data(), workspace, newJob({ work, selection }));
    expect(await readJob(data(), workspace, uuid)).toMatchObject({ clear: [] });
    await interruptJob(data(), workspace, uuid, NOW);
    expect(await readInput(data(), { workspace, uuid })).toMatchObject({ selection, params: null });
  });

  test('that is gone is said to be', async () => {
    const job = { workspace: newWorkspace(), uuid: '01a20cff-7d00-765f-b4d7-4289e90e9d3f' as JobId };
    await expect(readInput(data(), job)).rejects.toThrow(`The input of job ${job.uuid} is gone`);
  });

  test('makes a page of starts shorter when there is much of it, and no start is left out', async () => {
    const workspace = newWorkspace();
    const made: JobId[] = [];
    for (let i = 0; i < 12; i++) {
      const selection = named(i === 0 ? 1_200 : 200);
      made.unshift((await createJob(data(), workspace, newJob({ work, selection, now: NOW }))).uuid);
    }
    const pages: number[] = [];
    const found: JobId[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listStarts(data(), workspace, { limit: 250, cursor });
      pages.push(page.starts.length);
      found.push(...page.starts.map(({ job }) => job.uuid));
      cursor = page.cursor;
    }
    expect(new Set(found)).toEqual(new Set(made));
    expect(found).toHaveLength(12);
    expect(Math.max(...pages)).toBe(4);
    expect(pages).toContain(1);
  });
});

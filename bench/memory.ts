/** Peak memory of a small and a large job, which must be equal. Each runs in a fresh process, with collections. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { EXPORT_FORMATS } from '../shared/domain/exports/file.ts';
import type { ExportMemory } from './support/export-process.ts';
import type { ImportMemory } from './support/import-process.ts';
import type { JobMemory, MemoryTask } from './support/job-process.ts';
import { populate } from './support/population.ts';
import { FLOW, startRunning } from './support/running.ts';

export interface Memory extends JobMemory {
  readonly contacts: number;
}

const IMPORT_PROCESS = join(import.meta.dirname, 'support/import-process.ts');

/** Memory held while reading tables of so many rows. */
export async function measureImportMemory(sizes: readonly number[]): Promise<readonly ImportMemory[]> {
  const child = fork(IMPORT_PROCESS, sizes.map(String), { execArgv: ['--expose-gc'] });
  const [measured] = (await once(child, 'message')) as [ImportMemory[]];
  child.kill();
  return measured;
}

const EXPORT_PROCESS = join(import.meta.dirname, 'support/export-process.ts');

/** Memory that writing a file needs, in each format, in a fresh process for each size. */
export async function measureExports(sizes: readonly number[]): Promise<readonly ExportMemory[]> {
  const measured: ExportMemory[] = [];
  for (const format of EXPORT_FORMATS)
    for (const size of sizes) {
      const child = fork(EXPORT_PROCESS, [format, String(size)], { execArgv: ['--expose-gc'] });
      const [memory] = (await once(child, 'message')) as [ExportMemory];
      child.kill();
      measured.push(memory);
    }
  return measured;
}

const JOB_PROCESS = join(import.meta.dirname, 'support/job-process.ts');

async function runJob(task: MemoryTask): Promise<JobMemory> {
  const child = fork(JOB_PROCESS, [JSON.stringify(task)], { execArgv: ['--expose-gc'] });
  const [memory] = (await once(child, 'message')) as [JobMemory];
  child.kill();
  return memory;
}

export async function measureMemory(sizes: readonly number[]): Promise<Memory[]> {
  const { service, data, workspace } = await startRunning();
  const measured: Memory[] = [];
  try {
    for (const contacts of sizes) {
      const group = await populate(data, workspace, contacts);
      await service.idle(600);
      const { contactsTable, workspaceTable } = data;
      measured.push({
        contacts,
        ...(await runJob({ contactsTable, workspaceTable, workspace, group, flow: FLOW.uuid })),
      });
      await service.idle(600);
    }
  } finally {
    await service.stop();
  }
  return measured;
}

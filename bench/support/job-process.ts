/** Runs one start to its end in this process, from freezing all contacts to the last slice, and reports its peaks. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { v7 } from 'uuid';
import { select } from '../../functions/jobs/select/select.ts';
import { work } from '../../functions/jobs/worker/work.ts';
import { openData } from '../../shared/data/dynamo/index.ts';
import { createJob } from '../../shared/data/jobs/index.ts';
import type { FlowId, GroupId, JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { currentInstant } from '../../shared/lambda/runtime.ts';
import { type SelectMessage, selectMessage, type WorkMessage, workMessage } from '../../shared/messages/jobs.ts';
import { memoryFiles } from '../../test/support/in-process/files.ts';

export interface MemoryTask {
  readonly contactsTable: string;
  readonly workspaceTable: string;
  readonly workspace: WorkspaceId;
  readonly group: GroupId;
  readonly flow: string;
}

interface Peak {
  /** Largest heap after a message, after garbage collection. */
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
}

export interface JobMemory {
  readonly select: Peak;
  readonly work: Peak;
}

const MEGABYTE = 1024 * 1024;

/** Handles messages one by one and measures memory after each. */
async function watch(messages: object[], handle: (message: object) => Promise<void>): Promise<Peak> {
  let heapMegabytes = 0;
  for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
    await handle(message);
    globalThis.gc?.();
    heapMegabytes = Math.max(heapMegabytes, process.memoryUsage().heapUsed / MEGABYTE);
  }
  return { heapMegabytes, residentMegabytes: process.resourceUsage().maxRSS / 1024 };
}

async function main(task: MemoryTask): Promise<JobMemory> {
  const { contactsTable, workspaceTable, workspace, group, flow } = task;
  const data = openData({ contactsTable, workspaceTable, hmacKey: async () => 'bench' });
  const queued = { select: [] as object[], work: [] as object[] };
  const queues = {
    async send(queue: 'select' | 'work', messages: readonly object[]) {
      queued[queue].push(...messages);
    },
  };
  const runtime = {
    data,
    queues,
    files: memoryFiles(),
    logger: new Logger(),
    metrics: new Metrics(),
    now: currentInstant,
  };
  const uuid = v7() as string as JobId;
  await createJob(data, workspace, {
    uuid,
    work: { type: 'start', flow: flow as FlowId, params: null, restartParticipants: true, excludeActive: false },
    selection: { groups: [group], contacts: [], activeOnly: true },
    preview: false,
    createdBy: 'bench',
    now: currentInstant(),
  });
  queued.select.push({ workspace, job: uuid, page: 0 } satisfies SelectMessage);
  return {
    select: await watch(queued.select, (message) => select(selectMessage.parse(message), runtime)),
    work: await watch(queued.work, (message) => work(workMessage.parse(message) satisfies WorkMessage, runtime)),
  };
}

process.send?.(await main(JSON.parse(process.argv[2] ?? '{}') as MemoryTask));

import { endPull, readImport, type StoredPull, savePull } from '../../../shared/data/imports/index.ts';
import { readJob } from '../../../shared/data/jobs/index.ts';
import type { ImportId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { FileSpec } from '../../../shared/domain/imports/plan.ts';
import type { Pull } from '../../../shared/domain/imports/textit/pull.ts';
import { importWork } from '../../../shared/domain/jobs/kinds/index.ts';
import { mostOpenJobs } from '../../../shared/lambda/http/open-jobs.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import { requestJob } from '../../../shared/services/jobs/request-job.ts';
import { newJobId } from '../../../shared/services/jobs/submit.ts';

type FinishRuntime = Pick<Runtime, 'data' | 'queues' | 'now' | 'config'>;

interface Which {
  readonly workspace: WorkspaceId;
  readonly uuid: ImportId;
}

/** Ends a pull: the import gets its files and a preview, unless the workspace has its limit of jobs; the token goes. */
export async function finishPull(runtime: FinishRuntime, which: Which, { pull, ...stored }: StoredPull): Promise<void> {
  const { data } = runtime;
  const { workspace, uuid } = which;
  if (pull.pulled > 0) await preview(runtime, which, pull, stored.asked);
  await savePull(data, workspace, uuid, { ...stored, pull: { ...pull, status: 'done' }, sealed: null });
}

async function preview(
  runtime: FinishRuntime,
  { workspace, uuid }: Which,
  pull: Pull,
  asked: StoredPull['asked'],
): Promise<void> {
  const { data } = runtime;
  const now = runtime.now();
  await endPull(data, workspace, uuid, { files: filesOf(pull), job: newJobId(now) });
  // The files that an earlier delivery has given it count.
  const { job = null, declared = null } = (await readImport(data, workspace, uuid)) ?? {};
  if (job === null || (await readJob(data, workspace, job)) !== null) return;
  await requestJob(
    runtime,
    workspace,
    {
      work: importWork(declared, uuid),
      selection: { import: uuid },
      preview: true,
      ...asked,
      now,
      seed: job,
    },
    mostOpenJobs(runtime.config),
  );
}

/** Newest first, because the first row about a person counts. */
const filesOf = ({ parts, host }: Pull): readonly FileSpec[] =>
  parts.map((names, round) => ({ name: `${new URL(host).host} ${round + 1}`, parts: names })).toReversed();

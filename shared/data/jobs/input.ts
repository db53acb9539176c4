/**
 * What jobs were created with. It lies apart from their headers, so that a header costs the same whatever a caller sent, and
 * all that a job may say of people is in one place and can be found for a workspace by one query.
 *
 *   J#<workspace>   INPUT#<uuid7>   { selection, params }: JSON texts, since parameters may be anything; never changed
 */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Job, JobInput } from '../../domain/jobs/job.ts';
import { batchGet, type Data, type Put, put } from '../dynamo/index.ts';
import { jobKey, jobsPk } from './items.ts';

export const INPUT_PREFIX = 'INPUT#';
export const inputKey = (workspace: WorkspaceId, job: JobId) => ({
  pk: jobsPk(workspace),
  sk: `${INPUT_PREFIX}${job}`,
});

interface InputItem {
  readonly selection: string;
  /** Absent when there are none. */
  readonly params?: string;
}

/** Or a header from when headers held both, the parameters in their work. */
type StoredItem = InputItem & { readonly sk: string; readonly work?: string };

/** Named contacts and bytes of text that showing a job in a list reads, in half read units, its header included. */
export function weightOf({ selection, params }: JobInput): number {
  const bytes = Buffer.byteLength(JSON.stringify({ selection, params }));
  const contacts = 'contacts' in selection ? selection.contacts.length : 0;
  return 1 + Math.ceil(bytes / 4_000) + contacts;
}

/** The item with a job's input, to be written with its header. */
export function putInput(workspace: WorkspaceId, job: JobId, { selection, params }: JobInput, ttl: number): Put {
  const item: InputItem = {
    selection: JSON.stringify(selection),
    ...(params !== null && { params: JSON.stringify(params) }),
  };
  return put('workspace', { ...inputKey(workspace, job), ...item, ttl });
}

/** What a job was created with (1 read unit for 4 KB). Throws when it is gone, as after 90 days. */
export async function readInput(data: Data, { workspace, uuid }: Pick<Job, 'workspace' | 'uuid'>): Promise<JobInput> {
  const input = (await readInputs(data, workspace, [uuid], { consistent: true })).get(uuid);
  if (input === undefined) throw new Error(`The input of job ${uuid} is gone`);
  return input;
}

/** The inputs of those jobs of a workspace that still have one. 0.5 read units each for 4 KB, twice that when `consistent`. */
export async function readInputs(
  data: Data,
  workspace: WorkspaceId,
  jobs: readonly JobId[],
  options: { readonly consistent: boolean },
): Promise<ReadonlyMap<JobId, JobInput>> {
  const inputs = new Map<JobId, JobInput>();
  for (const keyOf of [inputKey, jobKey]) {
    const keys = jobs.filter((job) => !inputs.has(job)).map((job) => keyOf(workspace, job));
    if (keys.length === 0) break;
    const items = await batchGet<StoredItem>(data, 'workspace', keys, options);
    for (const item of items) if ('selection' in item) inputs.set(jobIn(item), fromItem(item));
  }
  return inputs;
}

const jobIn = ({ sk }: StoredItem): JobId => sk.slice(sk.indexOf('#') + 1) as JobId;

const fromItem = ({ selection, params, work }: StoredItem): JobInput => ({
  selection: JSON.parse(selection),
  params: params === undefined ? paramsIn(work) : JSON.parse(params),
});

const paramsIn = (work = '{}'): unknown => JSON.parse(work).params ?? null;

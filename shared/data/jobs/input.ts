/**
 * The input of jobs. It is apart from their headers, so that a header's cost does not depend on it, and all that a job
 * may say of people is in one place, found for a workspace by one query.
 *
 *   J#<workspace>   INPUT#<uuid7>   { selection, params? }: JSON texts, since parameters may be anything
 *                                   { clearSelection?, clearParams? }: as given, where that identifies people, and only
 *                                   until the contacts are frozen, or, of a job that waits for a person then,
 *                                   and of parameters, until the job has ended (ADR 030)
 */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Job, JobInput } from '../../domain/jobs/job.ts';
import { lastingInput } from '../../domain/jobs/kept-run.ts';
import { batchGet, type Data, isPresent, type Put, put, update, type Write } from '../dynamo/index.ts';
import type { InputPart, JobRecord } from './header.ts';
import { jobsPk, lastsUntil } from './items.ts';

const INPUT_PREFIX = 'INPUT#';
export const inputKey = (workspace: WorkspaceId, job: JobId) => ({
  pk: jobsPk(workspace),
  sk: `${INPUT_PREFIX}${job}`,
});

interface InputItem {
  readonly selection: string;
  /** Absent without parameters. */
  readonly params?: string;
  readonly clearSelection?: string;
  readonly clearParams?: string;
}

const CLEAR = { selection: 'clearSelection', params: 'clearParams' } as const satisfies Record<
  InputPart,
  keyof InputItem
>;

const PARTS = Object.keys(CLEAR) as InputPart[];

type StoredItem = InputItem & { readonly sk: string };

/** What showing a job in a list reads, header included, in half read units. */
export function weightOf({ selection, params }: JobInput): number {
  const bytes = Buffer.byteLength(JSON.stringify({ selection, params }));
  const contacts = 'contacts' in selection ? selection.contacts.length : 0;
  return 1 + Math.ceil(bytes / 4_000) + contacts;
}

/** The parts of an input that seem to identify people. They are kept only as long as the job needs them. */
export function clearPartsOf(input: JobInput): InputPart[] {
  const lasting = lastingInput(input);
  return PARTS.filter((part) => JSON.stringify(input[part]) !== JSON.stringify(lasting[part]));
}

/** The item of a job's input, to be written with its header. */
export function putInput(workspace: WorkspaceId, job: JobId, input: JobInput, ttl: number): Put {
  const { selection, params } = lastingInput(input);
  const clear = clearPartsOf(input).map((part) => [CLEAR[part], JSON.stringify(input[part])] as const);
  const item: InputItem = {
    selection: JSON.stringify(selection),
    ...(params !== null && { params: JSON.stringify(params) }),
    ...Object.fromEntries(clear),
  };
  return put('workspace', { ...inputKey(workspace, job), ...item, ttl });
}

/** Removes used parts of the input that are stored in clear. */
export function forgetInput(job: JobRecord, ...used: readonly InputPart[]): Write[] {
  const remove = used.filter((part) => job.clear.includes(part)).map((part) => CLEAR[part]);
  if (remove.length === 0) return [];
  return [update('workspace', inputKey(job.workspace, job.uuid), { set: { ttl: lastsUntil(job) }, remove })];
}

/** Extends how long a job's input is kept, after its start time has changed. */
export const keepInput = (job: Job): Write =>
  update('workspace', inputKey(job.workspace, job.uuid), { set: { ttl: lastsUntil(job) } }, isPresent);

/** A part of a job's input (1 read unit for 4 KB); null when the job has moved on. Throws when it is gone. */
export async function readInputPart<Part extends InputPart>(
  data: Data,
  job: JobRecord,
  ...parts: readonly Part[]
): Promise<Pick<JobInput, Part> | null> {
  const input = await readInput(data, job);
  return parts.some((part) => job.clear.includes(part) && !input.clear.includes(part)) ? null : input;
}

/** A stored input, with the parts that are still in clear. */
interface KeptInput extends JobInput {
  readonly clear: readonly InputPart[];
}

/** A job's input, as far as it is kept (1 read unit for 4 KB). Throws when it is gone, as after 90 days. */
export async function readInput(data: Data, { workspace, uuid }: Pick<Job, 'workspace' | 'uuid'>): Promise<KeptInput> {
  const input = (await readInputs(data, workspace, [uuid], { consistent: true })).get(uuid);
  if (input === undefined) throw new Error(`The input of job ${uuid} is gone`);
  return input;
}

/** The inputs of jobs of a workspace, as far as they are kept. 0.5 read units for 4 KB (1 when consistent). */
export async function readInputs(
  data: Data,
  workspace: WorkspaceId,
  jobs: readonly JobId[],
  options: { readonly consistent: boolean },
): Promise<ReadonlyMap<JobId, KeptInput>> {
  const keys = jobs.map((job) => inputKey(workspace, job));
  const items = await batchGet<StoredItem>(data, 'workspace', keys, options);
  return new Map(items.map((item) => [item.sk.slice(INPUT_PREFIX.length) as JobId, fromItem(item)]));
}

function fromItem(item: StoredItem): KeptInput {
  const { selection, clearSelection = selection, params = 'null', clearParams = params } = item;
  return {
    selection: JSON.parse(clearSelection),
    params: JSON.parse(clearParams),
    clear: PARTS.filter((part) => CLEAR[part] in item),
  };
}

/**
 *   W#<workspace>  FLOW#<uuid>         a flow without its definition
 *   W#<workspace>  DEFINITION#<uuid>   { definition: JSON text or gzip of it }
 *
 * They are apart, because lists, names and checks need no definition, which may have 400 KB.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Status } from '../../domain/contacts/contact.ts';
import type { FlowType, ResultInfo } from '../../domain/flows/flow.ts';
import type { Problem } from '../../domain/flows/problem.ts';
import { statusesOf } from '../../domain/flows/statuses.ts';
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type Data,
  equals,
  getItem,
  isPresent,
  type Key,
  put,
  transact,
  update,
  withoutKey,
  write,
} from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

/** A flow without its definition. */
export interface FlowHead {
  readonly uuid: FlowId;
  readonly name: string;
  readonly type: FlowType;
  /** Minutes. */
  readonly expires: number;
  readonly results: readonly ResultInfo[];
  /** Keys of the entering flow's results that its templates use. */
  readonly parentRefs: readonly string[];
  /** What cannot run here (at most the first hundred problems); such a flow cannot be started. */
  readonly problems: readonly Problem[];
  /** What it may make of people; absent where an earlier release has saved it. */
  readonly sets?: readonly Status[];
  /** Counts saves. */
  readonly revision: number;
  readonly archived: boolean;
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
}

export interface StoredFlow extends FlowHead {
  /** TextIt's own JSON: of the current version, or as it was imported if part of it cannot run here. */
  readonly definition: unknown;
}

export type NewFlow = Pick<
  StoredFlow,
  'uuid' | 'name' | 'type' | 'expires' | 'results' | 'parentRefs' | 'problems' | 'definition'
>;

/** JSON, plain or compressed. */
type Packed = string | Uint8Array;

type HeadItem = Omit<FlowHead, 'results' | 'parentRefs' | 'problems'> & {
  readonly results: Packed;
  readonly parentRefs?: readonly string[];
  readonly problems?: Packed;
};

/** Problems that are stored: enough for people, and small beside the definition. */
const MOST_PROBLEMS = 100;

/** Text up to one read unit is stored plain: it is readable, and compressing it would save nothing. */
const PLAIN_BYTES = 4_000;
/** DynamoDB's item limit is 409,600 bytes; the rest of the item needs far less than what is left. */
const MOST_BYTES = 400_000;

const PREFIX = 'FLOW#';
const headKey = (workspace: WorkspaceId, uuid: FlowId) => ({ pk: workspacePk(workspace), sk: `${PREFIX}${uuid}` });
const definitionKey = (workspace: WorkspaceId, uuid: FlowId) => ({
  pk: workspacePk(workspace),
  sk: `DEFINITION#${uuid}`,
});

/** Limit of a definition as JSON: little compressed text must not unpack to an answer that is too large to send. */
const MOST_TEXT_BYTES = 1_000_000;

/** Creates or replaces a flow. Refuses a definition of more than 1,000,000 bytes, or 400,000 after compression. */
export async function saveFlow(
  data: Data,
  workspace: WorkspaceId,
  { definition, results, problems, ...flow }: NewFlow,
  now: Instant,
): Promise<{ ok: true; flow: FlowHead } | { ok: false; reason: 'too_large' }> {
  const text = JSON.stringify(definition);
  const packed = pack(text);
  if (Buffer.byteLength(text) > MOST_TEXT_BYTES || packed.length > MOST_BYTES)
    return { ok: false, reason: 'too_large' };
  const head = {
    ...flow,
    sets: statusesOf(definition),
    results: pack(JSON.stringify(results)),
    problems: packedProblems(problems),
    archived: false,
    modifiedOn: now,
  };
  const change = { set: head, setOnce: { createdOn: now }, add: { revision: 1 } };
  await transact(data, [
    update('workspace', headKey(workspace, flow.uuid), change),
    put('workspace', { ...definitionKey(workspace, flow.uuid), definition: packed }),
  ]);
  const saved = await readFlowHead(data, workspace, flow.uuid);
  return { ok: true, flow: saved ?? fromItem({ ...head, revision: 1, createdOn: now }) };
}

/** Stores what a second reading found of a flow, unless it was saved meanwhile. It is no change of the flow. */
export async function recheckFlow(
  data: Data,
  workspace: WorkspaceId,
  { uuid, revision }: FlowHead,
  { problems, definition }: Pick<NewFlow, 'problems' | 'definition'>,
): Promise<void> {
  const set = { problems: packedProblems(problems) };
  await transact(data, [
    update('workspace', headKey(workspace, uuid), { set }, equals('revision', revision)),
    put('workspace', { ...definitionKey(workspace, uuid), definition: pack(JSON.stringify(definition)) }),
  ]);
}

const packedProblems = (problems: readonly Problem[]): Packed => pack(JSON.stringify(problems.slice(0, MOST_PROBLEMS)));

export async function readFlowHead(data: Data, workspace: WorkspaceId, uuid: FlowId): Promise<FlowHead | null> {
  const item = await readItem<HeadItem>(data, headKey(workspace, uuid));
  return item && fromItem(item);
}

/** A flow with its definition. 1 read unit for 4 KB of it, and 1 for its head. */
export async function readFlow(data: Data, workspace: WorkspaceId, uuid: FlowId): Promise<StoredFlow | null> {
  const [head, stored] = await Promise.all([
    readFlowHead(data, workspace, uuid),
    readItem<{ definition: Packed }>(data, definitionKey(workspace, uuid)),
  ]);
  if (head === null || stored === null) return null;
  const definition = unpack(stored.definition);
  return { ...head, sets: statusesOf(definition), definition };
}

const readItem = <Item>(data: Data, key: Key): Promise<Item | null> =>
  getItem<Item>(data, 'workspace', key, { consistent: true });

/** All flows without their definitions, newest first. */
export async function listFlows(data: Data, workspace: WorkspaceId): Promise<FlowHead[]> {
  const flows = (await itemsOf<HeadItem>(data, workspace, PREFIX)).map(fromItem);
  return flows.sort((a, b) => b.createdOn - a.createdOn || (a.uuid < b.uuid ? 1 : -1));
}

/** Archives a flow: it is kept with its runs, and cannot run until it is imported again. False when there is none. */
export async function archiveFlow(data: Data, workspace: WorkspaceId, uuid: FlowId, now: Instant): Promise<boolean> {
  const head = await readFlowHead(data, workspace, uuid);
  if (head === null || head.archived) return head !== null;
  return write(
    data,
    update('workspace', headKey(workspace, uuid), { set: { archived: true, modifiedOn: now } }, isPresent),
  );
}

function pack(text: string): Packed {
  return Buffer.byteLength(text) <= PLAIN_BYTES ? text : gzipSync(text);
}

const unpack = (packed: Packed): unknown =>
  JSON.parse(typeof packed === 'string' ? packed : gunzipSync(packed).toString('utf8'));

const fromItem = (item: HeadItem): FlowHead => ({
  ...withoutKey(item),
  results: unpack(item.results) as readonly ResultInfo[],
  parentRefs: item.parentRefs ?? [],
  problems: item.problems === undefined ? [] : (unpack(item.problems) as readonly Problem[]),
});

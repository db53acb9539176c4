/** In which hours entries were written that no seal may have yet. Keys are in `entries.ts`. */
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { type Data, deleteAll, type Key, type Meter, put, queryAll, write } from '../dynamo/index.ts';
import { beginOf, stretchIn } from './entries.ts';

const PK = 'E#unsealed';
const HOUR = 3_600_000_000;

/** Nobody takes longer from reading the clock to the end of the write; functions are stopped before. */
export const WRITING = 900_000_000;

const hourOf = (at: number): string => String(Math.floor(at / HOUR)).padStart(7, '0');

/** What a process has noted in the hour of the last note. */
const noted = new WeakMap<Meter, { readonly hour: string; readonly keys: Set<string> }>();

/** To be called before the entries are written. 1 write unit an hour, process, and hour of deletions. */
export async function noteUnsealed(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly { readonly sk: string }[],
  now: Instant,
): Promise<void> {
  const hour = hourOf(now);
  const known = noted.get(data.meter);
  const { keys } = known?.hour === hour ? known : { keys: new Set<string>() };
  noted.set(data.meter, { hour, keys });
  for (const { sk: entry } of entries) {
    const sk = `${workspace}#${hour}#${hourOf(beginOf(stretchIn(entry)))}`;
    if (keys.has(sk)) continue;
    await write(data, put('workspace', { pk: PK, sk }));
    keys.add(sk);
  }
}

interface Unsealed {
  readonly key: Key;
  /** When the hour began in which the entries were written. */
  readonly writtenFrom: Instant;
  /** The hour of deletions. */
  readonly from: Instant;
  readonly to: Instant;
  /** Nobody writes such entries any more. */
  readonly over: boolean;
}

/** 1 read unit for some 40 hours. */
export async function unsealedHours(data: Data, workspace: WorkspaceId, now: Instant): Promise<Unsealed[]> {
  const found: Unsealed[] = [];
  const query = { table: 'workspace', partition: PK, sort: { prefix: `${workspace}#` }, consistent: true } as const;
  for await (const key of queryAll<Key>(data, query)) {
    const [, written = '', deleted = ''] = key.sk.split('#');
    const from = Number(deleted) * HOUR;
    const over = (Number(written) + 1) * HOUR + WRITING < now;
    const writtenFrom = instant(Number(written) * HOUR);
    found.push({ key, writtenFrom, from: instant(from), to: instant(from + HOUR - 1), over });
  }
  return found;
}

export const forgetHours = (data: Data, hours: readonly Unsealed[]): Promise<void> =>
  deleteAll(
    data,
    'workspace',
    hours.map(({ key }) => key),
  );

/** The workspaces with entries that no seal may have yet. */
export async function unsealedWorkspaces(data: Data): Promise<ReadonlySet<WorkspaceId>> {
  const found = new Set<WorkspaceId>();
  for await (const { sk } of queryAll<Key>(data, { table: 'workspace', partition: PK }))
    found.add(sk.slice(0, sk.indexOf('#')) as WorkspaceId);
  return found;
}

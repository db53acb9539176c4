/** Notes what the table of workspaces says of contacts: messages in the log, and contacts changed since the cut. */
import { contactOfCrossing, pageCrossings } from '../../data/counts/index.ts';
import { pageLog, type Visibility } from '../../data/messages/index.ts';
import type { AuditSource } from '../../data/repair/index.ts';
import { type AuditedWorkspace, type Auditing, countNoMore } from './auditing.ts';
import { noteOfCount, noteOfMessage } from './notes.ts';
import { readSource, SEGMENTS, type SourcePage } from './scan.ts';

interface Place {
  readonly workspace: number;
  readonly part: number;
  readonly after: string | null;
}

type Part = (
  auditing: Auditing,
  workspace: AuditedWorkspace,
  after: string | null,
) => Promise<{ readonly notes: readonly string[]; readonly after: string | null }>;

const logOf =
  (visibility: Visibility): Part =>
  async ({ data, now }, workspace, from) => {
    const { pointers, after } = await pageLog(data, workspace.uuid, visibility, from, now());
    return { notes: pointers.map((pointer) => noteOfMessage('1', workspace, { ...pointer, visibility })), after };
  };

const crossings: Part = async ({ data }, workspace, from) => {
  if (workspace.recount === null) return { notes: [], after: null };
  const some = await pageCrossings(data, workspace.uuid, workspace.recount, from);
  const notes = some.map((one) => noteOfCount('1', workspace, contactOfCrossing(one), one.folder, one.groups));
  const last = some.at(-1);
  return { notes, after: last === undefined ? null : contactOfCrossing(last) };
};

const PARTS: readonly Part[] = [logOf('visible'), logOf('archived'), crossings];

/** Goes on with it, workspace by workspace. Returns whether all is noted. */
export const noteWhatIsTold = (auditing: Auditing, sources: ReadonlyMap<number, AuditSource>): Promise<boolean> =>
  readSource<Place>(auditing, SEGMENTS, sources.get(SEGMENTS), (at) => readOn(auditing, at));

async function readOn(
  auditing: Auditing,
  at: Place = { workspace: 0, part: 0, after: null },
): Promise<SourcePage<Place>> {
  const workspace = auditing.workspaces[at.workspace];
  const part = PARTS[at.part];
  if (workspace === undefined || part === undefined) return { notes: [], looked: 0, next: undefined };
  let read: Awaited<ReturnType<Part>> = { notes: [], after: null };
  const told = await auditing.repairs.alone({ workspace: workspace.uuid, part: at.part }, async () => {
    read = await part(auditing, workspace, at.after);
  });
  if (!told) await countNoMore(auditing, workspace);
  const next = (): Place => {
    if (read.after !== null) return { ...at, after: read.after };
    if (at.part + 1 < PARTS.length) return { ...at, part: at.part + 1, after: null };
    return { workspace: at.workspace + 1, part: 0, after: null };
  };
  return { notes: read.notes, looked: read.notes.length, next: next() };
}

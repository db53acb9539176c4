import { readHolders } from '../../../../shared/data/contacts/index.ts';
import { type Data, formProblem } from '../../../../shared/data/dynamo/index.ts';
import { listWorkspaces, readToken } from '../../../../shared/data/workspace/index.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Caller } from '../../../../shared/domain/workspace.ts';
import { migrateTables } from '../../../../shared/services/forms/migrate.ts';
import type { RecordedPerson } from '../../../record/people.ts';
import { recordings } from '../../../support/recorded/recordings.ts';

export const EARLIEST = recordings().find(({ commit }) => commit === '39fed1d') as ReturnType<
  typeof recordings
>[number];
export const OPTED_OUT: readonly string[] = ['stopped', 'blocked', 'suppressed'];
export const now = () => instant(Date.now() * 1_000);
export const migrate = (data: Data) => migrateTables({ data, now, say: () => undefined });
export const problemOf = async (data: Data) => (await formProblem(data))?.code ?? null;

/** In the order of recorded workspaces; the first one's token is known. */
async function workspacesOf(data: Data): Promise<WorkspaceId[]> {
  const [first] = await Promise.all(EARLIEST.tokens.map((token) => workspaceOf(data, token)));
  const others = (await listWorkspaces(data)).filter((one) => one !== first);
  return [first as WorkspaceId, ...others];
}

async function workspaceOf(data: Data, token: string): Promise<WorkspaceId> {
  const bearer = await readToken(data, token, instant(0));
  return (bearer as Caller).workspace;
}

/** People who opted out, and would be written to. */
export async function broughtBack(data: Data): Promise<RecordedPerson[]> {
  const workspaces = await workspacesOf(data);
  const back: RecordedPerson[] = [];
  for (const person of EARLIEST.people.filter(({ sendable }) => OPTED_OUT.includes(sendable))) {
    const identity = identityOf(person.urn);
    const holder = (await readHolders(data, workspaces[person.workspace] as WorkspaceId, [identity])).get(identity);
    if (holder?.kind === 'free' || (holder?.kind === 'owned' && holder.contact.optOut === null)) back.push(person);
  }
  return back;
}

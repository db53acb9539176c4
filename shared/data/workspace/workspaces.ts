import { randomUUID } from 'node:crypto';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Settings } from '../../domain/workspace.ts';
import { type Data, eachOf, stampNewTables, transact } from '../dynamo/index.ts';
import { listWorkspaces, newSettings } from './settings.ts';
import { mintToken, newToken, readToken } from './tokens.ts';

export interface NewWorkspace {
  readonly name: string;
  readonly now: Instant;
  /** ISO 3166 alpha-2. */
  readonly country?: string | undefined;
  /** IANA name; UTC when left out. */
  readonly timezone?: string | undefined;
  readonly languages?: readonly string[] | undefined;
  /** The first administrator's token; a random one when left out. */
  readonly token?: string | undefined;
}

/**
 * Creates a workspace, or finds it by its first administrator's token, which is returned only here. The first one
 * stamps the tables. Throws FormError when they hold data of another form.
 */
export async function createWorkspace(
  data: Data,
  input: NewWorkspace,
): Promise<{ workspace: WorkspaceId; token: string; created: boolean }> {
  await stampNewTables(data, input.now);
  const settings = defaultSettings(input);
  const token = mintToken({ role: 'administrator', name: 'First administrator', now: input.now, secret: input.token });
  const tokenItems = newToken(settings.uuid, token);
  const written = await transact(data, [...tokenItems, ...newSettings(settings)]);
  if (written.ok) return { workspace: settings.uuid, token: token.secret, created: true };

  const bearer = await readToken(data, token.secret, input.now);
  if (bearer === null || bearer === 'expired')
    throw new Error('The token was revoked while its workspace was looked up');
  return { workspace: bearer.workspace, token: token.secret, created: false };
}

const defaultSettings = (input: NewWorkspace): Settings => ({
  uuid: randomUUID() as string as WorkspaceId,
  name: input.name,
  country: input.country ?? null,
  languages: input.languages ?? ['eng'],
  timezone: input.timezone ?? 'UTC',
  dateStyle: 'day_first',
  anon: false,
  dormancyDays: 90,
  deleteAnyStatus: false,
  apiRates: {},
  createdOn: input.now,
  revision: 1,
});

/** Workspaces processed side by side. */
const AT_ONCE = 8;

/** Visits every workspace; returns how many. Failures do not stop it, and are thrown at the end. */
export async function eachWorkspace(data: Data, visit: (workspace: WorkspaceId) => Promise<void>): Promise<number> {
  const workspaces = await listWorkspaces(data);
  const failures: unknown[] = [];
  await eachOf(workspaces, AT_ONCE, async (workspace) => {
    try {
      await visit(workspace);
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} workspaces failed`);
  return workspaces.length;
}

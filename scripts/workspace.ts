/**
 * npm run workspace -- create "<name>" [--country RW] [--timezone Africa/Kigali] [--language eng]… [--token <token>]
 * npm run workspace -- audit <uuid>
 *
 * `create` makes a workspace and prints its uuid and its first administrator token, which is shown this once.
 * `audit` recounts a workspace's contacts and prints by how much the kept counts are off.
 *
 * Works on the running local service (PORT, 8080). For a deployed stack give AWS credentials and a region in the
 * environment, and the tables by --workspace-table and --contacts-table (or WORKSPACE_TABLE and CONTACTS_TABLE).
 */
import { parseArgs } from 'node:util';
import { auditCounts } from '../shared/data/counts/index.ts';
import { type Data, openData } from '../shared/data/dynamo/index.ts';
import { createWorkspace } from '../shared/data/workspace/index.ts';
import { parseUuid, type WorkspaceId } from '../shared/domain/ids.ts';
import { instant } from '../shared/domain/instant.ts';
import { readRequest, type WorkspaceRequest } from './workspace/request.ts';
import { findTables } from './workspace/tables.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    country: { type: 'string' },
    timezone: { type: 'string' },
    language: { type: 'string', multiple: true },
    token: { type: 'string' },
    'workspace-table': { type: 'string' },
    'contacts-table': { type: 'string' },
  },
});

async function create(data: Data, request: WorkspaceRequest): Promise<void> {
  const { workspace, token, created } = await createWorkspace(data, { ...request, now: instant(Date.now() * 1000) });
  console.log(created ? 'created' : 'this token has a workspace already; nothing was made');
  console.log(`workspace ${workspace}`);
  console.log(`token ${token}`);
}

async function audit(data: Data, workspace: WorkspaceId): Promise<void> {
  if (data.contactsTable === '') throw new Error('An audit reads the contacts too: give --contacts-table.');
  const drift = await auditCounts(data, workspace);
  console.log(JSON.stringify(drift, null, 2));
  if (Object.keys({ ...drift.folders, ...drift.groups }).length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  const [command, argument = ''] = positionals;
  const open = async () => openData(await findTables(values['workspace-table'], values['contacts-table']));
  if (command === 'create') {
    const request = readRequest(argument, values);
    return create(await open(), request);
  }
  if (command === 'audit') {
    const workspace = parseUuid<WorkspaceId>(argument);
    if (workspace === null) throw new Error(`"${argument}" is not a UUID.`);
    return audit(await open(), workspace);
  }
  throw new Error('Usage: npm run workspace -- create "<name>"   or   npm run workspace -- audit <uuid>');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

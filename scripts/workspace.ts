/** `npm run workspace -- --help` says what it does. */
import { parseArgs } from 'node:util';
import { auditCounts } from '../shared/data/counts/index.ts';
import { type Data, openData } from '../shared/data/dynamo/index.ts';
import { createWorkspace } from '../shared/data/workspace/index.ts';
import { parseUuid, type WorkspaceId } from '../shared/domain/ids.ts';
import { instant } from '../shared/domain/instant.ts';
import { runCommand } from './command-line.ts';
import { readRequest, type WorkspaceRequest } from './workspace/request.ts';
import { findTables } from './workspace/tables.ts';

const HELP = `npm run workspace -- create "<name>" [options]
  Makes a workspace; prints its uuid and its first administrator token, which is shown this once.

  --country <code>     ISO-3166 country of numbers without +, such as RW
  --timezone <name>    IANA time zone, such as Africa/Kigali
  --language <code>    ISO 639-3 language, such as kin; may be given several times, the main one first
  --token <secret>     the token, instead of a generated one

npm run workspace -- audit <uuid>
  Recounts a workspace's contacts and prints by how much the kept counts are off; exit code 1 when they are.

Both work on the running local service ($PORT, 8080). For a deployed stack give AWS credentials and a region in the
environment, and the tables:

  --workspace-table <name>   or $WORKSPACE_TABLE
  --contacts-table <name>    or $CONTACTS_TABLE
  --help                     this text`;

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

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      country: { type: 'string' },
      timezone: { type: 'string' },
      language: { type: 'string', multiple: true },
      token: { type: 'string' },
      'workspace-table': { type: 'string' },
      'contacts-table': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(HELP);
  const [command, argument = '', excess] = positionals;
  if (excess !== undefined) throw new Error(`"${excess}" is one argument too many: put a name with spaces in quotes.`);
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
  throw new Error('Usage: npm run workspace -- create "<name>", or audit <uuid>. --help shows all.');
});

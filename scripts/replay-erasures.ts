/** `npm run replay-erasures -- --help` says what it does. */
import { readFileSync } from 'node:fs';
import { openData } from '../shared/data/dynamo/index.ts';
import { instant, parseInstant } from '../shared/domain/instant.ts';
import { replayErasures, toldIn } from '../shared/services/contacts/replay-erasures.ts';
import { runCommand } from './command-line.ts';

const HELP = `npm run replay-erasures -- --since <time> --contacts-table <name> --workspace-table <name>
    [--from-contacts-table <name> --from-workspace-table <name>] [--log <file>]
  Deletes again, in restored tables, the people who were deleted after the time to which the tables were restored (ISO 8601, with its zone).
  --from-… are the tables that were in use before, or copies of their last moments: their tombstones and erasure ledgers are read, the ledgers only when the
  workspace table is named. --log is a file of lines of the log of the function project, for when both are lost (aws logs filter-log-events, "erasures").
  Prints how many were deleted, and how many of them had come back. It may be run again. docs/runbook.md, "Tables are restored", says when.

Needs AWS credentials and a region in the environment.`;

const text = { type: 'string' } as const;
const options = {
  since: text,
  'from-contacts-table': text,
  'from-workspace-table': text,
  'contacts-table': text,
  'workspace-table': text,
  log: text,
} as const;

await runCommand({ help: HELP, options }, async (values) => {
  const since = parseInstant(values.since ?? '');
  const { 'from-contacts-table': from, 'contacts-table': contactsTable, 'workspace-table': workspaceTable } = values;
  if (since === null)
    throw new Error('--since: the time to which the tables were restored, such as 2026-11-24T10:00:00Z.');
  if (!contactsTable || !workspaceTable) throw new Error('Both restored tables must be named: --help shows how.');
  if (!from && !values.log) throw new Error('Name the tables that were in use before, or a log: --help shows how.');
  const restored = openData({ contactsTable, workspaceTable, hmacKey: null });
  // Without another workspace table it reads the restored one, which adds nothing.
  const workspaces = values['from-workspace-table'] ?? workspaceTable;
  const tables = from ? { ...restored, contactsTable: from, workspaceTable: workspaces } : null;
  const log = values.log ? toldIn(readFileSync(values.log, 'utf8')) : [];
  const now = instant(Date.now() * 1000);
  console.log(JSON.stringify(await replayErasures(restored, { tables, log }, { since, now })));
});

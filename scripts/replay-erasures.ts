/** `npm run replay-erasures -- --help` says what it does. */
import { parseArgs } from 'node:util';
import { openData } from '../shared/data/dynamo/index.ts';
import { instant, parseInstant } from '../shared/domain/instant.ts';
import { replayErasures } from '../shared/services/contacts/replay-erasures.ts';
import { runCommand } from './command-line.ts';

const HELP = `npm run replay-erasures -- --since <time> --from-contacts-table <name> --contacts-table <name> --workspace-table <name>
  Deletes again, in restored tables, whoever was deleted after the time to which they were restored (ISO 8601, with its zone).
  --from-contacts-table is the contacts table that was in use before, or a copy of its last moments. Prints how many it names, and how many
  of them had come back. It may be run again. docs/runbook.md, "Tables are restored", says when.

Needs AWS credentials and a region in the environment.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      since: { type: 'string' },
      'from-contacts-table': { type: 'string' },
      'contacts-table': { type: 'string' },
      'workspace-table': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(HELP);
  const since = parseInstant(values.since ?? '');
  const [from, contactsTable, workspaceTable] = [
    values['from-contacts-table'],
    values['contacts-table'],
    values['workspace-table'],
  ];
  if (since === null)
    throw new Error('--since: the time to which the tables were restored, such as 2026-11-24T10:00:00Z.');
  if (!from || !contactsTable || !workspaceTable) throw new Error('All three tables must be named: --help shows how.');
  const restored = openData({ contactsTable, workspaceTable, hmacKey: null });
  const now = instant(Date.now() * 1000);
  console.log(JSON.stringify(await replayErasures(restored, { ...restored, contactsTable: from }, { since, now })));
});

/** `npm run migrate -- --help` says what it does. */
import { parseArgs } from 'node:util';
import { type Migrated, migrateContacts } from '../shared/data/contacts/index.ts';
import { openData } from '../shared/data/dynamo/index.ts';
import { eachWorkspace } from '../shared/data/workspace/index.ts';
import { runCommand } from './command-line.ts';
import { findTables } from './workspace/tables.ts';

const HELP = `npm run migrate -- [--workspace-table <name> --contacts-table <name>]
  Stores every contact of every workspace as this release does. To be run after a release whose notes ask for it, when it has been
  deployed for ten minutes. Prints how many were looked at, migrated, and changed by others meanwhile. It may be ended and run again.

Works on the running local service ($PORT, 8080), or with AWS credentials on the tables that are named.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      'workspace-table': { type: 'string' },
      'contacts-table': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(HELP);
  const data = openData(
    await findTables({ workspaceTable: values['workspace-table'], contactsTable: values['contacts-table'] }),
  );
  if (data.contactsTable === '') throw new Error('A migration writes the contacts: give --contacts-table.');
  const all: Migrated[] = [];
  const workspaces = await eachWorkspace(data, async (workspace) => {
    all.push(await migrateContacts(data, workspace));
  });
  const sum = (of: keyof Migrated) => all.reduce((total, one) => total + one[of], 0);
  console.log(JSON.stringify({ workspaces, seen: sum('seen'), migrated: sum('migrated'), moved: sum('moved') }));
});

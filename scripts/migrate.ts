/** `npm run migrate -- --help` says what it does. */
import { parseArgs } from 'node:util';
import { variable } from '../infra/local/settings.ts';
import { openData } from '../shared/data/dynamo/index.ts';
import { instant } from '../shared/domain/instant.ts';
import { migrateTables } from '../shared/services/forms/migrate.ts';
import { runCommand } from './command-line.ts';
import { openDataDir } from './workspace/data-dir.ts';
import { findTables, isServiceRunning, TABLE_OPTIONS } from './workspace/tables.ts';

const HELP = `npm run migrate -- [--workspace-table <name> --contacts-table <name> --hash-key <arn>]
  Brings data of an earlier release, from 1.0 on, up to date in all workspaces, and says so at the tables; until then the service answers
  503. To be run when the new release has been deployed for ten minutes. Prints what it changed. It may be killed, and run again, as often
  as you like.

Works on the running local service ($PORT, 8080), else on the data in $DATA_DIR (.dormouse). For a deployed stack give AWS credentials and
a region in the environment, and the outputs of the data stack:

  --workspace-table <name>   or $WORKSPACE_TABLE
  --contacts-table <name>    or $CONTACTS_TABLE
  --hash-key <arn>           or $HMAC_SECRET_ARN: the output HmacSecretArn, a secret that is read
  --help                     this text`;

const say = (line: string) => console.error(line);

await runCommand(async () => {
  const { values } = parseArgs({
    options: { ...TABLE_OPTIONS, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(HELP);
  const isLocal = values['workspace-table'] === undefined && variable('WORKSPACE_TABLE') === undefined;
  const directory = isLocal && !(await isServiceRunning()) ? await openDataDir(say) : null;
  try {
    const data = openData(directory ?? (await findTables(values)));
    if (data.contactsTable === '') throw new Error('A migration writes the contacts: give --contacts-table.');
    if (data.hmacKey === null) throw new Error('A migration may hash addresses: give --hash-key.');
    const report = await migrateTables({ data, now: () => instant(Date.now() * 1000), say });
    console.log(JSON.stringify(report));
    say('The data is of the present form. A running service answers from now on.');
  } finally {
    await directory?.close();
  }
});

/** `npm run verify-ledger -- --help` says what it does. */
import { readFileSync } from 'node:fs';
import { openData } from '../shared/data/dynamo/index.ts';
import { type Named, verifyLedger } from '../shared/data/erasures/index.ts';
import { eachWorkspace } from '../shared/data/workspace/index.ts';
import type { Receipt } from '../shared/domain/erasures/receipt.ts';
import { runCommand } from './command-line.ts';
import { findTables } from './workspace/tables.ts';

const HELP = `npm run verify-ledger -- [--contacts-table <name> --workspace-table <name>] [receipt.json …]
  Checks the erasure ledger of every workspace. Prints what is missing or was changed, and how many entries have no seal yet: entries are sealed every
  hour, and for a receipt. Only receipts, which name entries and seals, show whether the last ones were removed. Exit code 1 when something is
  wrong. 1 read unit for 4 KB of the ledgers.

Works on the running local service ($PORT, 8080), or on the tables that are named, with AWS credentials and a region in the environment.`;

interface Known {
  readonly entries: Named[];
  readonly seals: Named[];
}

function namedIn(files: readonly string[]): ReadonlyMap<string, Known> {
  const named = new Map<string, Known>();
  for (const file of files) {
    const { receipt } = JSON.parse(readFileSync(file, 'utf8')) as Receipt;
    const { entries, seals } = named.get(receipt.workspace) ?? { entries: [], seals: [] };
    entries.push(...receipt.entries);
    seals.push(...((receipt.seals ?? []) as readonly Named[]));
    named.set(receipt.workspace, { entries, seals });
  }
  return named;
}

const options = { 'contacts-table': { type: 'string' }, 'workspace-table': { type: 'string' } } as const;

await runCommand({ help: HELP, words: Number.POSITIVE_INFINITY, options }, async (values, receipts) => {
  const data = openData({ ...(await findTables(values)), hmacKey: null });
  const known = namedIn(receipts);
  await eachWorkspace(data, async (workspace) => {
    const { problems, ...found } = await verifyLedger(data, workspace, known.get(workspace));
    console.log(JSON.stringify({ workspace, ...found }));
    for (const problem of problems) console.error(`PROBLEM ${workspace}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  });
});

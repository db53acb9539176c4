/** `npm run workspace -- --help` says what it does. */

import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditCounts } from '../shared/data/counts/index.ts';
import { type Data, FormError, formProblem, openData } from '../shared/data/dynamo/index.ts';
import { createWorkspace, readSettings } from '../shared/data/workspace/index.ts';
import { parseUuid, type WorkspaceId } from '../shared/domain/ids.ts';
import { instant } from '../shared/domain/instant.ts';
import type { RoundFiles } from '../shared/services/audit/auditing.ts';
import { repairWorkspace } from '../shared/services/audit/repair-workspace.ts';
import { runCommand } from './command-line.ts';
import { readRequest, type WorkspaceRequest } from './workspace/request.ts';
import { findTables, TABLE_OPTIONS, TABLES_HELP } from './workspace/tables.ts';

/** What a repair notes, as files in a folder that goes when the work ends: uuids and hashes, no address. */
async function withNoteFiles<Value>(work: (files: RoundFiles) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'dormouse-repair-'));
  const at = (key: string): string => join(folder, key);
  try {
    return await work({
      read: (key) => readFile(at(key)),
      open: async (key, { from, to } = { from: 0, to: Number.POSITIVE_INFINITY }) =>
        createReadStream(at(key), { start: from, end: to }),
      async write(key, content) {
        await mkdir(dirname(at(key)), { recursive: true });
        await writeFile(at(key), content);
      },
      removeAll: (prefix) => rm(at(prefix), { recursive: true, force: true }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const HELP = `npm run workspace -- create "<name>" [options]
  Makes a workspace; prints its uuid and its first administrator token, which is shown this once.

  --country <code>     ISO-3166 country of numbers without +, such as RW
  --timezone <name>    IANA time zone, such as Africa/Kigali
  --language <code>    ISO 639-3 language, such as kin; may be given several times, the main one first
  --token <secret>     the token, instead of a generated one

npm run workspace -- audit <uuid>
  Recounts a workspace's contacts and prints by how much the kept counts are off; exit code 1 when they are.

npm run workspace -- repair <uuid>
  Mends what does not agree with a workspace's contacts, while the service runs: rosters, indexes, owners of addresses, history, the
  log of messages, what is left of deleted contacts, counts. Prints what it mended. Waits two and a half minutes first, and exits with 1 when
  something could not be looked at or counted.

${TABLES_HELP}
  --hash-key <arn>           or $HMAC_SECRET_ARN (repair): the output HmacSecretArn, a secret that is read
  --help                     this text`;

async function create(data: Data, request: WorkspaceRequest): Promise<void> {
  const { workspace, token, created } = await createWorkspace(data, { ...request, now: instant(Date.now() * 1000) });
  console.log(created ? 'created' : 'this token has a workspace already; nothing was made');
  console.log(`workspace ${workspace}`);
  console.log(`token ${token}`);
}

/** A repair may give contacts their addresses back, but not of another form, whose opt-outs it does not know. */
async function refuseOtherForm(data: Data): Promise<void> {
  const problem = await formProblem(data);
  if (problem !== null && problem.code !== 'addresses_unowned') throw new FormError(problem);
}

async function audit(data: Data, workspace: WorkspaceId): Promise<void> {
  const drift = await auditCounts(data, workspace);
  console.log(JSON.stringify(drift, null, 2));
  if (Object.keys({ ...drift.folders, ...drift.groups }).length > 0) process.exitCode = 1;
}

async function repair(data: Data, workspace: WorkspaceId): Promise<void> {
  if (data.hmacKey === null) throw new Error('A repair compares owners of addresses: give --hash-key.');
  if ((await readSettings(data, workspace)) === null) throw new Error(`There is no workspace ${workspace}.`);
  const now = () => instant(Date.now() * 1000);
  const report = await withNoteFiles((files) =>
    repairWorkspace({ data, files, logger: console, now, wait: (ms) => sleep(ms), say: console.error }, workspace),
  );
  console.log(JSON.stringify(report, null, 2));
  if (report.broken > 0) console.error(`${report.broken} items could not be looked at, and counts were left alone.`);
  else if (report.counts === null)
    console.error(
      'The counts could not be counted anew: the stream does not bring what has changed (see dormouse-stream-behind), or another repair counts them.',
    );
  else return;
  process.exitCode = 1;
}

const options = {
  country: { type: 'string' },
  timezone: { type: 'string' },
  language: { type: 'string', multiple: true },
  token: { type: 'string' },
  ...TABLE_OPTIONS,
} as const;

await runCommand({ help: HELP, words: 2, options }, async (values, [command = '', argument = '']) => {
  const open = async () => openData(await findTables(values));
  if (command === 'create') {
    const request = readRequest(argument, values);
    return create(await open(), request);
  }
  if (command !== 'audit' && command !== 'repair')
    throw new Error('Usage: npm run workspace -- create "<name>", audit <uuid> or repair <uuid>. --help shows all.');
  const workspace = parseUuid<WorkspaceId>(argument);
  if (workspace === null) throw new Error(`"${argument}" is not a UUID.`);
  const data = await open();
  await refuseOtherForm(data);
  return command === 'audit' ? audit(data, workspace) : repair(data, workspace);
});

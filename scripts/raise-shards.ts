/** `npm run raise-shards -- --help` says what it does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Moving, readMoving, readShardNumbers } from '../shared/data/contacts/index.ts';
import { openData, requireForm, secondsAhead } from '../shared/data/dynamo/index.ts';
import { readSettings } from '../shared/data/workspace/index.ts';
import { parseUuid, type WorkspaceId } from '../shared/domain/ids.ts';
import { instant } from '../shared/domain/instant.ts';
import { raiseShards } from '../shared/services/shards/raise.ts';
import { runCommand } from './command-line.ts';
import { findTables, TABLE_OPTIONS, TABLES_HELP } from './workspace/tables.ts';

const HELP = `npm run raise-shards -- <workspace> 16|32|64 [--small]
npm run raise-shards -- <workspace>
  Spreads the indexes, rosters and counts of a workspace over more partitions (shards), while the service runs. Eight take 4,000 changes a second,
  and each further one 500. First every function learns the number: that takes 40 minutes of waiting. Then half of the contacts or more are moved,
  for 7 write units each in one group. After an interruption the same command goes on where it was. Without a number it only prints how far it is.
  The number is never lowered.

  --small                    also for fewer than 250,000 contacts a shard, although lists and nights then only cost more

${TABLES_HELP}
  --help                     this text`;

/** Seconds. Selections are held by a time that this machine says and functions compare with theirs. */
const MOST_AHEAD = 30;

const shown = (moving: Moving | null) => moving && { looked: moving.looked, moved: moving.moved };

const options = { ...TABLE_OPTIONS, small: { type: 'boolean' } } as const;

await runCommand({ help: HELP, words: 2, options }, async (values, [name = '', number]) => {
  const workspace = parseUuid<WorkspaceId>(name);
  if (workspace === null) throw new Error('Usage: npm run raise-shards -- <workspace> 16, 32 or 64. --help shows all.');
  const data = openData(await findTables(values));
  await requireForm(data);
  if ((await readSettings(data, workspace)) === null) throw new Error(`There is no workspace ${workspace}.`);
  if (number !== undefined) {
    const ahead = await secondsAhead(data);
    if (Math.abs(ahead) > MOST_AHEAD)
      throw new Error(
        `This machine's clock is wrong by ${Math.round(ahead)} s. Set it first: functions use their own.`,
      );
    const raising = {
      data,
      now: () => instant(Date.now() * 1000),
      wait: (ms: number) => sleep(ms),
      say: (line: string) => console.error(line),
    };
    await raiseShards(raising, workspace, { to: Number(number), small: values.small ?? false });
  }
  const { read, write, raising } = await readShardNumbers(data, workspace);
  const moved = shown(await readMoving(data, workspace));
  console.log(JSON.stringify({ shards: raising ? write : read, ...(raising && { raised_to: read }), ...moved }));
});

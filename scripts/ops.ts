/** `npm run ops -- --help` says what it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { runWith, wholeNumber } from './command-line.ts';
import { askLogs, logGroupsOf } from './ops/ask-logs.ts';
import { chapterOf } from './ops/chapter.ts';

const HELP = `npm run ops -- <alarm> [options]

Prints the chapter of docs/runbook.md for an alarm, such as api-5xx or dormouse-staging-api-5xx, asks the logs of that
stage what the chapter asks, and shows what they say. It reads only.

  --hours <number>   how far back it looks (3)
  --print            prints the queries and asks nothing, as for a local service, whose logs are its output
  --help             this text`;

function readOptions(args: readonly string[]) {
  const options = { hours: { type: 'string' }, print: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return null;
  const [alarm] = positionals;
  if (alarm === undefined) throw new Error('Say which alarm: npm run ops -- api-5xx. --help shows the options.');
  return { alarm, hours: wholeNumber('hours', values.hours ?? '3', 1), print: values.print ?? false };
}

await runWith(HELP, readOptions, async ({ alarm, hours, print }) => {
  const runbook = readFileSync(join(import.meta.dirname, '../docs/runbook.md'), 'utf8');
  const { chapter, suffix } = chapterOf(runbook, alarm);
  console.log(`${chapter.title}\n\n${chapter.text}\n`);
  const client = new CloudFormationClient({});
  const to = Math.floor(Date.now() / 1_000);
  for (const { logs, query } of chapter.queries) {
    console.log(`The log of ${logs.join(', ')}: ${query}`);
    if (print) continue;
    const groups = await logGroupsOf(client, `DormouseService${suffix}`, logs);
    const rows = await askLogs(new CloudWatchLogsClient({}), { groups, query, from: to - hours * 3_600, to });
    if (rows.length === 0) console.log(`Nothing in the last ${hours} hours.\n`);
    else console.table(rows);
  }
});

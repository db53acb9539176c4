/**
 * npm run seed -- --contacts 2000 [--seed 1] [--url http://127.0.0.1:8080] [--token <token>]
 *
 * Fills a running service, through its own HTTP API, with a made-up programme. The token is an administrator's:
 * DORMOUSE_TOKEN, or the one that the local service keeps in its data folder.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { openApi } from './seed/api.ts';
import { fill } from './seed/fill.ts';

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string', default: `http://127.0.0.1:${process.env['PORT'] ?? '8080'}` },
    token: { type: 'string' },
  },
});

async function keptToken(): Promise<string> {
  const file = join(process.env['DATA_DIR'] ?? '.dormouse', 'token');
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => {
      throw new Error('Give an administrator token: --token or DORMOUSE_TOKEN.');
    },
  );
}

function whole(name: 'contacts' | 'seed'): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} takes a whole number.`);
  return number;
}

async function main(): Promise<void> {
  const [contacts, seed] = [whole('contacts'), whole('seed')];
  const api = openApi(values.url, values.token ?? process.env['DORMOUSE_TOKEN'] ?? (await keptToken()));
  const format = '{bar} {value}/{total} contacts, {eta} s left';
  const bar = new cliProgress.SingleBar(
    { format, noTTYOutput: true, notTTYSchedule: 5_000 },
    cliProgress.Presets.shades_classic,
  );
  bar.start(contacts, 0);
  try {
    await fill(api, { contacts, seed, today: new Date(), onContact: () => bar.increment() });
  } finally {
    bar.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

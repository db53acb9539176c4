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
import { type Api, openApi } from './seed/api.ts';
import { FIELDS, GROUPS, programme, type SeedContact } from './seed/programme.ts';

const DAY = 86_400_000;
/** Requests under way at once. */
const CONCURRENCY = 8;

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

/** Groups and fields that exist already are used as they are, so that seeding twice adds people and nothing else. */
async function prepare(api: Api): Promise<void> {
  const rates = { v2: 1_000_000, 'v2.contacts': 1_000_000 };
  await api.post('settings.json', { country: 'RW', date_style: 'year_first', api_rates: rates });
  const names = async (endpoint: string): Promise<Set<unknown>> => {
    const { results } = (await api.get(endpoint)) as { results: { name: string }[] };
    return new Set(results.map(({ name }) => name));
  };
  const groups = await names('groups.json');
  for (const name of GROUPS) if (!groups.has(name)) await api.post('groups.json', { name });
  const fields = await names('fields.json');
  for (const field of FIELDS) if (!fields.has(field.name)) await api.post('fields.json', field);
}

async function add(
  api: Api,
  { urn, name, language, group, fields, seenDaysAgo }: SeedContact,
  today: Date,
): Promise<void> {
  const groups = group === null ? [] : [group];
  await api.post(`contacts.json?urn=${encodeURIComponent(urn)}`, { name, language, groups, fields });
  if (seenDaysAgo === null) return;
  const occurred_on = new Date(today.getTime() - seenDaysAgo * DAY).toISOString();
  await api.post('events.json', { type: 'msg_received', urn, text: 'Yego', occurred_on });
}

async function main(): Promise<void> {
  const total = Number(values.contacts);
  if (!Number.isInteger(total) || total < 0) throw new Error('--contacts takes a whole number.');
  const api = openApi(values.url, values.token ?? process.env['DORMOUSE_TOKEN'] ?? (await keptToken()));
  await prepare(api);
  const today = new Date();
  const people = programme(total, Number(values.seed), today);
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {value}/{total} contacts, {eta} s left' },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0);
  const lane = async () => {
    for (const person of people) {
      await add(api, person, today);
      bar.increment();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  bar.stop();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

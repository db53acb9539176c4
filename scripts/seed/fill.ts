import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api } from '../api.ts';
import { sendFile } from '../import/send.ts';
import { FIELDS, GROUPS, programme, type SeedContact } from './programme.ts';

const DAY = 86_400_000;
/** An import takes a million. */
const PEOPLE_A_FILE = 500_000;
const LINES_AT_ONCE = 10_000;

interface Filling {
  readonly contacts: number;
  readonly seed: number;
  readonly today: Date;
  readonly upload: Parameters<typeof sendFile>[2]['upload'];
  /** How many contacts are done, now and then. */
  readonly onDone?: (contacts: number) => void;
}

/** Fills a workspace with the seed programme; uses existing groups, fields and contacts, and changes no settings. */
export async function fill(api: Api, { contacts, seed, today, upload, onDone }: Filling): Promise<void> {
  const people = programme(contacts, seed, today);
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  try {
    for (let first = 0; first < contacts; first += PEOPLE_A_FILE) {
      const path = join(folder, `people-${first}.jsonl`);
      writePeople(path, people, today);
      const mine = (done: number) => onDone?.(first + done);
      const sending = { name: 'Seed', format: 'jsonl', run: true, upload, say: () => {}, onDone: mine } as const;
      await sendFile(api, path, { ...sending, refusals: 'none' });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The next people of the programme, as a file of an export: its head says what fields there are. */
function writePeople(path: string, people: Iterator<SeedContact, undefined>, today: Date): void {
  let lines = [JSON.stringify({ dormouse_export: 1, fields: FIELDS })];
  const write = () => {
    appendFileSync(path, lines.map((line) => `${line}\n`).join(''));
    lines = [];
  };
  for (let written = 0; written < PEOPLE_A_FILE; written++) {
    const { done, value } = people.next();
    if (done) break;
    lines.push(JSON.stringify(lineOf(value, today)));
    if (lines.length === LINES_AT_ONCE) write();
  }
  write();
}

const lineOf = ({ urn, name, language, group, fields, seenDaysAgo }: SeedContact, today: Date) => ({
  name,
  language,
  urns: [urn],
  ...(seenDaysAgo !== null && { last_seen_on: new Date(today.getTime() - seenDaysAgo * DAY).toISOString() }),
  ...Object.fromEntries(GROUPS.map((one) => [`group:${one}`, one === group])),
  fields: Object.fromEntries(FIELDS.map(({ key, name: field }) => [field, fields[key]])),
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { messageOf } from '../command-line.ts';
import type { Pair } from './people.ts';
import { isOptOutMissing, type Say, type Sides } from './sides.ts';

/** Contacts of one request, and records of one spreadsheet (TextIt 6.4 and 2.13). */
const MOST_CONTACTS = 100;
const MOST_RECORDS = 25_000;

/** Uuids there of people who want no messages here, and may get some there. */
export function toBlock({ people }: Sides): readonly string[] {
  const uuids: string[] = [];
  for (const pair of people.pairs())
    if (isOptOutMissing(pair) && pair.there?.wantsNone === false) uuids.push(pair.there.uuid);
  return uuids;
}

/** Blocks people there. One who is gone fails a whole request, so each of them is then blocked alone. */
export async function block(sides: Sides, uuids: readonly string[], say: Say, most = MOST_CONTACTS): Promise<void> {
  for (let at = 0; at < uuids.length; at += most) {
    const contacts = uuids.slice(at, at + most);
    try {
      await sides.there.api.post('contact_actions.json', { contacts, action: 'block' });
    } catch (error) {
      if (contacts.length === 1) say(`${contacts[0]} was not blocked: ${messageOf(error)}`);
      else await block(sides, contacts, say, 1);
    }
  }
}

/** Writes statuses that TextIt's API cannot set as spreadsheets that TextIt imports. */
export async function writeStatuses(
  { people, folder }: Sides,
  picks: (pair: Pair) => boolean,
  say: Say,
): Promise<void> {
  const rows: string[][] = [];
  let files = 0;
  const write = async () => {
    const file = join(folder, `statuses-${++files}.xlsx`);
    say(`Import ${file} in TextIt: it sets ${rows.length} statuses, which its API cannot`);
    const book = await writeXlsx({ sheets: [{ name: 'Contacts', rows: [['UUID', 'Status'], ...rows.splice(0)] }] });
    writeFileSync(file, book, { mode: 0o600 });
  };
  for (const pair of people.pairs()) {
    const { there, here } = pair;
    if (there === null || here === null || !picks(pair)) continue;
    const status = here.values['status'] ?? '';
    rows.push([there.uuid, status === 'archived' && here.wantsNone ? 'stopped' : status]);
    if (rows.length === MOST_RECORDS) await write();
  }
  if (rows.length > 0) await write();
}

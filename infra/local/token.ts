import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './write-whole.ts';

/** The first administrator's token: the given one, else that in the data directory, else a new one, kept there. */
export function firstToken(given: string | null, dataDir: string): string {
  const path = join(dataDir, 'token');
  if (given === null && existsSync(path)) return readFileSync(path, 'utf8').trim();
  const token = given ?? randomBytes(20).toString('hex');
  writeWhole(path, `${token}\n`);
  return token;
}

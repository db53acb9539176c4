import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RoundFiles } from '../../shared/services/audit/auditing.ts';

/** What a repair notes, as files in a folder that goes when the work ends: uuids and hashes, no address. */
export async function withNoteFiles<Value>(work: (files: RoundFiles) => Promise<Value>): Promise<Value> {
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

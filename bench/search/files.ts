import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from '../../shared/messages/files.ts';

const unused = (): never => {
  throw new Error('Not measured');
};

/** Files in a folder of this machine. */
export const filesIn = (folder: string): Files => ({
  async open(key, bytes) {
    return createReadStream(join(folder, key), bytes && { start: bytes.from, end: bytes.to });
  },
  async write(key, content) {
    const path = join(folder, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  },
  read: unused,
  size: unused,
  writeNew: unused,
  writeStream: unused,
  folders: unused,
  removeAll: unused,
  uploadForm: unused,
  link: unused,
  join: unused,
});

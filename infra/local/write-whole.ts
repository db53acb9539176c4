import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file for its owner, wholly or not at all: a full disk or a kill leaves what was there. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

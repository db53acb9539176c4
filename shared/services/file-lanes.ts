import type { Files } from '../messages/files.ts';
import { readAhead } from './exports/read-ahead.ts';

/** Parts of a file that are made, or read, at once: they leave a reader of files for other workspaces. */
export const FILE_LANES = 3;

type Noted = Pick<Files, 'size'>;

/** The first part of a lane from `part` on that is not noted; `total` or more: none is left. */
export async function nextOfLane(
  files: Noted,
  part: number,
  total: number,
  keyOf: (part: number) => string,
): Promise<number> {
  let next = part;
  while (next < total && (await files.size(keyOf(next))) !== null) next += FILE_LANES;
  return next;
}

/** Whether all parts are noted. The last ones are usually made last, so they are looked for first. */
export async function areAllNoted(files: Noted, total: number, keyOf: (part: number) => string): Promise<boolean> {
  for await (const size of readAhead(total, (part) => files.size(keyOf(total - 1 - part))))
    if (size === null) return false;
  return true;
}

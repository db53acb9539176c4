import type { Segment } from './segment.ts';

/**
 * The segment of a file of endpoints, by its name: with the id, an imported segment's name, the word (`segment-VIP.gz`)
 * or such a folder (`segments/VIP/…`). Null: it may be an export of everybody.
 */
export function groupOfFile(path: string, segments: readonly Pick<Segment, 'id' | 'name'>[]): string | null {
  const byId = segments.find(({ id }) => id.length >= 8 && path.includes(id));
  if (byId !== undefined) return byId.name;
  const folders = path.split('/');
  const base = withoutEnds(folders.pop() ?? '');
  const known = (said: string) => segments.find(({ name }) => plain(name) === plain(said))?.name;
  const named =
    known(base) ??
    folders
      .toReversed()
      .map(known)
      .find((name) => name !== undefined);
  if (named !== undefined) return named;
  const [, said] = WITH_WORD.exec(base) ?? WORD_LAST.exec(base) ?? [];
  const at = folders.findIndex((folder) => /^segments?$/i.test(folder));
  const found = (said ?? (at < 0 ? undefined : (folders[at + 1] ?? base)))?.trim();
  return found ? (known(found) ?? found) : null;
}

const WITH_WORD = /^segment[-_ =.]+(?!(?:exports?|endpoints?|all)\b)(.+)$/i;
const WORD_LAST = /^(.+?)[-_ .]+segment$/i;

/** Without extensions and part numbers. */
const withoutEnds = (name: string): string =>
  name.replace(/(?:\.(?:gz|json|jsonl|ndjson|csv|txt))+$/i, '').replace(/[-_ .]*\bpart[-_ ]?\d+$/i, '');

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[-_ ]+/g, ' ')
    .trim();

import type { AuditSource } from '../../data/repair/index.ts';
import type { Auditing } from './auditing.ts';
import { NotePack } from './note-files.ts';

/** One page of a source: what is noted of it, and where the next one begins; undefined at the end. */
export interface SourcePage<Place> {
  readonly notes: readonly string[];
  readonly looked: number;
  readonly next: Place | undefined;
}

/** Notes in one file: a few seconds of work, which a killed run repeats. */
const FILE_BYTES = 8_000_000;

/**
 * Reads a source on from where it was left, until it or the time ends. Each file is stored before the place after it is
 * saved, so what a killed run has not saved is read again. Returns whether it has ended.
 */
export async function readSource<Place>(
  { files, rounds, folder, round, now, until }: Auditing,
  number: number,
  saved: AuditSource | undefined,
  read: (at: Place | undefined) => Promise<SourcePage<Place>>,
): Promise<boolean> {
  let source: AuditSource = saved ?? { round, step: 0, ended: false, looked: 0, files: [] };
  const pack = new NotePack();
  let { at, looked } = source as AuditSource & { readonly at?: Place };
  while (!source.ended) {
    const page: SourcePage<Place> = await read(at);
    at = page.next;
    looked += page.looked;
    pack.add(page.notes);
    const ended = at === undefined;
    if (!ended && pack.bytes < FILE_BYTES && now() < until) continue;
    const stored = [...source.files];
    if (pack.bytes > 0) {
      const content = pack.take();
      // Two runs that read the same source never write the same file.
      const name = `${number}/${source.step}-${now()}`;
      await files.write(`${folder}${name}`, content);
      stored.push([name, content.length]);
    }
    const next = { ...source, at, ended, looked, files: stored };
    if (!(await rounds.saveSource(number, next))) return false;
    source = { ...next, step: source.step + 1 };
    if (now() >= until) break;
  }
  return source.ended;
}

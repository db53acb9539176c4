import type { SnapshotSegment } from '../../../data/snapshots/index.ts';
import type { Files } from '../../../messages/files.ts';
import type { SearchParts } from '../../../messages/snapshots.ts';
import { decidingAbout } from '../layers.ts';
import { BrokenSegmentError, StoreError } from '../segments.ts';
import type { PartAnswer, SearchPart, Wanted } from './part.ts';
import { readSearchPart } from './read-part.ts';

type Found<One extends Wanted> = Extract<PartAnswer, { kind: One['kind'] }>;

/**
 * Has each group of segments read by another function, and gives what all have found. Parts that were refused or failed
 * are read here, as far as one function can; beyond that the store counts as unavailable. So nothing is ever left out.
 */
export async function askParts<One extends Wanted>(
  { files, parts }: { readonly files: Pick<Files, 'open'>; readonly parts: SearchParts },
  groups: readonly (readonly SnapshotSegment[])[],
  asked: Omit<SearchPart, 'release' | 'own' | 'wanted'> & { readonly wanted: One },
): Promise<readonly Found<One>[]> {
  const all = groups.map((group): SearchPart => {
    const own = new Set(group.map(({ file }) => file));
    const segments = decidingAbout(asked.segments, ({ file }) => own.has(file));
    return { ...asked, release: parts.release, segments, own: [...own] };
  });
  const answers = await Promise.all(all.map((part) => parts.read(part).catch((error: unknown) => error as Error)));
  const failed = groups.filter((_, at) => !isAnswer(answers[at], asked.wanted.kind));
  const rows = failed.flat().reduce((sum, segment) => sum + segment.rows, 0);
  if (rows > parts.from) throw new StoreError(`${failed.length} of ${groups.length} parts were not read`);
  const found: Found<One>[] = [];
  for (const [at, part] of all.entries()) {
    const answer = answers[at];
    const one = isAnswer(answer, asked.wanted.kind) ? answer : await readSearchPart(files, part);
    if (one.kind === 'problem')
      throw one.problem === 'broken' ? new BrokenSegmentError(one.said) : new StoreError(one.said);
    found.push(one as Found<One>);
  }
  return found;
}

/** Whether a part was answered as it was asked for; anything else is read again. */
const isAnswer = (answer: unknown, kind: PartAnswer['kind']): answer is PartAnswer =>
  typeof answer === 'object' &&
  answer !== null &&
  'kind' in answer &&
  (answer.kind === kind || answer.kind === 'problem');

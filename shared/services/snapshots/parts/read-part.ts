import { columnsFor, columnsOfQuery } from '../../../domain/search/columns/needs.ts';
import { columnOrderOf } from '../../../domain/search/columns/order-column.ts';
import { eachMatch, scanLayers } from '../../../domain/search/columns/scan.ts';
import { scannedSearch } from '../../../domain/search/search.ts';
import { tallyOf } from '../../../domain/search/tally.ts';
import type { Files } from '../../../messages/files.ts';
import { layersOf } from '../layers.ts';
import { orProblem } from '../problem.ts';
import type { PartAnswer, SearchPart } from './part.ts';

/** The same for whoever asks from elsewhere; throws when they are of another release, and may mean something else. */
export async function readSearchPartFor(
  files: Pick<Files, 'open'>,
  part: SearchPart,
  release: string | undefined,
): Promise<PartAnswer> {
  if (part.release !== release) throw new Error('Another release asks for a part');
  return readSearchPart(files, part);
}

/** Reads a part of a snapshot. */
export async function readSearchPart(files: Pick<Files, 'open'>, part: SearchPart): Promise<PartAnswer> {
  const found = await orProblem(() => answerOf(files, part));
  if ('kind' in found) return found;
  const { problem, error } = found;
  return { kind: 'problem', problem: problem === 'broken' ? problem : 'unavailable', said: error?.message ?? problem };
}

async function answerOf(
  files: Pick<Files, 'open'>,
  { workspace, segments, own, changed, search: plain, wanted }: SearchPart,
): Promise<PartAnswer> {
  const search = scannedSearch(plain);
  const layers = (needs: ReadonlySet<string>) =>
    layersOf(files, workspace, { segments }, { needs, changed, own: new Set(own) });
  if (wanted.kind === 'page') {
    const { sort, list } = wanted;
    const needs = columnsFor(plain.query, sort);
    return { kind: 'page', scanned: await scanLayers(layers(needs), [], search, columnOrderOf(sort), list) };
  }
  const tally = tallyOf(wanted.spec);
  const needs = new Set([...columnsOfQuery(plain.query), ...tally.columns]);
  const lookedAt = await eachMatch(layers(needs), [], search, {
    one: (row) => tally.add(row, row.folder),
    rows: (marked) => tally.addRows(marked),
  });
  return { kind: 'tally', sums: tally.sums(), lookedAt };
}

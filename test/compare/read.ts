import { isDeepStrictEqual } from 'node:util';
import type { Line } from './kind.ts';
import { KINDS } from './kinds.ts';
import { type Difference, explains } from './page.ts';

/** An input whose answers differ, and the row of the page that says so, if there is one. */
interface Finding extends Line {
  readonly here: unknown;
  readonly known: Difference | undefined;
}

interface Comparison {
  readonly same: number;
  readonly documented: readonly Finding[];
  readonly neither: readonly Finding[];
}

/** Answers the inputs of a peer's file again, and compares the answers. */
export async function compareFile(file: string, differences: readonly Difference[]): Promise<Comparison> {
  const lines = file
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Partial<Line>);
  const findings: Finding[] = [];
  let same = 0;
  for (const line of lines) {
    if (!isLine(line)) continue;
    const finding = await differing(line, differences);
    if (finding === null) same += 1;
    else findings.push(finding);
  }
  return {
    same,
    documented: findings.filter(({ known }) => known !== undefined),
    neither: findings.filter(({ known }) => known === undefined),
  };
}

/** The first line has what the peer sets up. */
const isLine = (line: Partial<Line>): line is Line => line.kind !== undefined;

async function differing(line: Line, differences: readonly Difference[]): Promise<Finding | null> {
  const kind = KINDS.get(line.kind);
  if (kind === undefined) throw new Error(`No kind of input is called ${line.kind}.`);
  const { compared = (answer) => answer } = kind;
  // As JSON has it, because the peer's answer went through a file.
  const here: unknown = JSON.parse(JSON.stringify((await kind.answer(line.input)) ?? null));
  if (line.answer !== undefined && isDeepStrictEqual(compared(here), compared(line.answer))) return null;
  return { ...line, here, known: explains(differences, line.kind, line.input, here, line.answer) };
}

/** What a person reads: the counts, what is documented by its row, and the first inputs that nothing explains. */
export function reportText({ same, documented, neither }: Comparison): string {
  const rows = Map.groupBy(documented, ({ known }) => known?.id ?? '');
  const shown = neither
    .slice(0, SHOWN)
    .flatMap(({ kind, input, here, answer }) => [
      `${kind} ${JSON.stringify(input)}`,
      `  here   ${JSON.stringify(here)}`,
      `  there  ${JSON.stringify(answer)}`,
    ]);
  return [
    `${same} same, ${documented.length} documented, ${neither.length} neither`,
    ...[...rows].map(([id, found]) => `  ${id}: ${found.length}`),
    ...shown,
  ].join('\n');
}

const SHOWN = 20;

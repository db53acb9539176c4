import fc from 'fast-check';
import type { Line } from './kind.ts';
import { KINDS } from './kinds.ts';

/** So many inputs of each kind, with this code's answers. A seed draws the same ones each time. */
export async function drawnLines(seed: number, count: number, only?: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const kinds = [...KINDS].filter(([name]) => only === undefined || name === only);
  const shares = kinds.reduce((sum, [, { share }]) => sum + share, 0);
  for (const [kind, { inputs, answer, share }] of kinds) {
    const wanted = Math.ceil((count * share) / shares);
    for (const input of fc.sample(inputs, { seed, numRuns: wanted })) {
      const given = await answer(input);
      if (given !== undefined) lines.push({ kind, input, answer: given });
    }
  }
  return lines;
}

/** A file of lines: the first says what the peer must set up for each kind. */
export const fileOf = (seed: number, lines: readonly Line[]): string =>
  [{ seed, worlds: Object.fromEntries([...KINDS].map(([name, { world }]) => [name, world])) }, ...lines]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

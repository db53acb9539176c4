/**
 * No pattern on a text from outside takes more than linear time: a checker looks at every pattern of the service. It
 * takes half a minute, since it proves that, or finds a text for which it is wrong.
 */
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { check } from 'recheck';
import { parseSync } from 'rolldown/experimental';
import { expect, it } from 'vitest';

/** Files by pattern, such as `/a+/u`. */
const patterns = new Map<string, string>();
for (const file of globSync('{functions,shared}/**/*.ts'))
  collect(parseSync(file, readFileSync(file, 'utf8')).program, file);

function collect(node: unknown, file: string): void {
  if (typeof node !== 'object' || node === null) return;
  if ('regex' in node) {
    const { pattern, flags } = node.regex as { readonly pattern: string; readonly flags: string };
    patterns.set(`/${pattern}/${flags}`, file);
  }
  for (const part of Object.values(node)) collect(part, file);
}

/** A suspicion is confirmed by a text of 300,000 characters, which a linear pattern has read at once. */
const HOW = { timeout: 60_000, recallTimeout: 3_000 };

it('every pattern takes linear time', async () => {
  expect(patterns.size).toBeGreaterThan(300);
  const waiting = [...patterns];
  const found: string[] = [];
  const checkSome = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const [pattern, file] = one;
      const end = pattern.lastIndexOf('/');
      const { status } = await check(pattern.slice(1, end), pattern.slice(end + 1), HOW);
      if (status !== 'safe') found.push(`${file}: ${status} ${pattern}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, checkSome));
  expect(found).toEqual([]);
});

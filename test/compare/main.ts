/** `npm run compare -- --help` says what it does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { runWith } from '../../scripts/command-line.ts';
import { KINDS } from './kinds.ts';
import { HELP, readOptions } from './options.ts';
import { readDifferences } from './page.ts';
import { compareFile, reportText } from './read.ts';
import { drawnLines, fileOf } from './write.ts';

type Options = NonNullable<ReturnType<typeof readOptions>>;

await runWith(HELP, readOptions, async (options) => {
  await run(options);
  for (const { close } of KINDS.values()) await close?.();
});

async function run({ command, file, seed, count, kind }: Options): Promise<void> {
  if (command === 'write') {
    const lines = await drawnLines(seed, count, kind);
    writeFileSync(file, fileOf(seed, lines));
    return console.log(`${lines.length} inputs in ${file}`);
  }
  const comparison = await compareFile(readFileSync(file, 'utf8'), readDifferences());
  console.log(reportText(comparison));
  if (comparison.neither.length > 0) process.exitCode = 1;
}

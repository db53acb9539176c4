/** `npm run deploy -- --help` says what it does. */
import { runWith } from './command-line.ts';
import { HELP, readOptions } from './deploy/options.ts';
import { stepsOf } from './deploy/steps.ts';

await runWith(HELP, readOptions, async (options) => {
  for (const { name, run } of stepsOf(options)) {
    console.error(`${options.dry ? 'would' : '=='} ${name}`);
    if (!options.dry) await run();
  }
});

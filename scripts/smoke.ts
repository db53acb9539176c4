/** `npm run smoke -- --help` says what it does. */
import { runWith } from './command-line.ts';
import { playSmoke } from './deploy/first.ts';
import { HELP, readOptions } from './smoke/options.ts';

await runWith(HELP, readOptions, ({ url, token }) => playSmoke(url, token, (line) => console.log(line)));

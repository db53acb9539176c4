/** `npm run soak -- --help` says what it does. */
import { runWith } from '../../scripts/command-line.ts';
import { HELP, readOptions } from './options.ts';

/** Opens the tables of the local service; nothing here reaches AWS. */
const ENVIRONMENT = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

await runWith(HELP, readOptions, async (options) => {
  Object.assign(process.env, ENVIRONMENT);
  // Imported late, because modules read the environment when they are loaded.
  const { playSeeds, reportText } = await import('./index.ts');
  const rounds = await playSeeds(options, (line) => console.error(line));
  console.log(reportText(rounds));
  // Whoever plays a round that broke waits for its service for ever.
  process.exit(rounds.some(({ violations }) => violations.length > 0) ? 1 : 0);
});

/** `npm run seed -- --help` says what it does. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openApi } from './api.ts';
import { runWith } from './command-line.ts';
import { fill } from './seed/fill.ts';
import { limitsWarning, raiseLimits } from './seed/limits.ts';
import { HELP, readOptions } from './seed/options.ts';
import { createProgress } from './seed/progress.ts';

/** The token that the local service keeps in its data directory. */
async function keptToken(): Promise<string> {
  const file = join(process.env['DATA_DIR'] ?? '.dormouse', 'token');
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => {
      throw new Error(`No token in ${file}: run npm start first, or give an administrator's with --token.`);
    },
  );
}

await runWith(HELP, readOptions, async (options) => {
  const { contacts, seed, url, token } = options;
  const progress = createProgress(contacts);
  const api = openApi(url, token ?? (await keptToken()), (seconds) => progress.wait(seconds * 1000));
  if (options.raiseLimits) await raiseLimits(api);
  const warning = await limitsWarning(api, contacts);
  if (warning !== null) progress.note(warning);
  await progress.during(() => fill(api, { contacts, seed, today: new Date(), onContact: progress.step }));
});

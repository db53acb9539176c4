/** `npm run seed -- --help` says what it does. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDirOf } from '../infra/local/settings.ts';
import { openApi } from './api.ts';
import { runWith } from './command-line.ts';
import { uploadFile } from './import/send.ts';
import { fill } from './seed/fill.ts';
import { HELP, readOptions } from './seed/options.ts';
import { createProgress } from './seed/progress.ts';

/** The token that the local service keeps in its data directory. */
function keptToken(): string {
  const file = join(dataDirOf(), 'token');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(`No token in ${file}: run npm start first, or give an administrator's with --token.`);
}

await runWith(HELP, readOptions, async (options) => {
  const { contacts, seed, url, token } = options;
  const progress = createProgress(contacts);
  const api = openApi(url, token ?? keptToken(), {
    onLimit: (seconds) => progress.wait(seconds * 1000),
  });
  const given = { contacts, seed, today: new Date(), upload: uploadFile, onDone: progress.reach };
  await progress.during(() => fill(api, given));
});

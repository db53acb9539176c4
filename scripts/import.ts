/** `npm run import -- --help` says what it does. */
import { openApi } from './api.ts';
import { runWith } from './command-line.ts';
import { planAssets } from './import/assets.ts';
import { HELP, readOptions } from './import/options.ts';
import { pullContacts } from './import/pull.ts';
import { sendFiles, uploadFile } from './import/send.ts';
import { openState, stateFolder } from './import/state.ts';

await runWith(HELP, readOptions, async (options) => {
  const waiting = (where: string) => (seconds: number) =>
    console.log(`waiting ${seconds} s for the rate limit of ${where}`);
  const source = openApi(options.host, options.token, waiting(options.host));
  const target = openApi(options.to, options.toToken, waiting(options.to));
  const say = (line: string) => console.log(line);
  const { known, missing, bring } = await planAssets(source, target, say);
  if (missing > 0 && !options.make)
    return say('Nothing is made yet. --make makes them and previews the contacts; --run also imports the contacts.');
  await bring();
  const folder = await stateFolder(options.state, source, target);
  const state = openState(folder);
  const files = await pullContacts(source, state, { known, paceMs: options.paceMs, say });
  if (files.length === 0) return say('Nobody has changed since the last time.');
  await sendFiles(target, files, { name: 'From TextIt', ...options, upload: uploadFile, say });
  if (options.run) return state.done();
  say(`No contact is changed yet: --run imports them. Until then what was pulled lies in ${folder}.`);
});

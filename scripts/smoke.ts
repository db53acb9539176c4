/** `npm run smoke -- --help` says what it does. */
import { openApi } from './api.ts';
import { runWith } from './command-line.ts';
import { HELP, readOptions } from './smoke/options.ts';
import { play } from './smoke/story.ts';
import { cleanUp, refuseInhabited } from './smoke/workspace.ts';

await runWith(HELP, readOptions, async (options) => {
  const api = openApi(options.url, options.token);
  await refuseInhabited(api);
  const step = (name: string) => console.log(`ok  ${name}`);
  try {
    await play(api, step);
  } finally {
    await cleanUp(api);
  }
  step('nothing is left behind');
});

import { parseArgs } from 'node:util';
import { localUrl, variable } from '../../infra/local/settings.ts';
import { originOf, wholeNumber } from '../command-line.ts';

export const HELP = `npm run seed -- [options]

Fills a running service, by an import, with a made-up programme: contacts in 18 countries, two groups, three fields.
Settings of the workspace stay as they are.

  --contacts <number>  how many contacts (2000)
  --seed <number>      which ones: the same number makes the same contacts (1)
  --url <url>          of the service (http://127.0.0.1:$PORT, 8080 without PORT)
  --token <secret>     an administrator's token ($DORMOUSE_TOKEN, or the one in $DATA_DIR/token)
  --help               this text`;

/** Reads the command line and the environment; null for help. Throws what to type instead, in one line. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      url: { type: 'string', default: localUrl(env) },
      token: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    contacts: wholeNumber('contacts', values.contacts, 1),
    seed: wholeNumber('seed', values.seed, 0),
    url: originOf('url', values.url),
    /** Null: the local service's. */
    token: values.token ?? variable('DORMOUSE_TOKEN', env) ?? null,
  };
}

import { dataDirOf, localUrl } from '../../infra/local/settings.ts';
import { type DeclaredRefusals, isHow } from '../../shared/domain/imports/refusals.ts';
import { originOf, type ValuesOf } from '../command-line.ts';

export const HELP = `npm run import -- textit|compare|return|switch --host <url> --token <secret> --to <url> --to-token <secret>

  textit   moves a workspace from TextIt, RapidPro or another Dormouse by its API: fields, groups with the queries of smart ones, flows, and all
           contacts with their uuids, addresses, groups, fields, status, and when they were created and last seen. When it is run again, it
           brings what has changed since.
  compare  says what differs between both sides, and writes each difference into a CSV of the data folder. Changes nothing. Fails while somebody
           there is missing here, or opted out on one side only.
  switch   compares, and checks that the last pull is imported and a channel is here. Fails while anything is missing.
  return   brings changes from here back: it blocks there who opted out here. With --since it also writes people who changed here since then.

  --host <url>         of the source, such as https://textit.com
  --token <secret>     an administrator's token there
  --to <url>           of this service (http://127.0.0.1:$PORT, 8080 without PORT)
  --to-token <secret>  an administrator's token of the workspace here
  --make               make the fields and flows that are missing here; without it they are only named
  --run                do it: make them and import the contacts with their groups, or return; without it, what would be done is shown
  --opt-outs           return opt-outs only
  --since <time>       return also people who changed here since this time, such as 2026-12-01T08:00:00Z, and did not change there
  --map <column=target>      what a column becomes, such as "fields.Town=field:Home"; may be given several times
  --refusals <how>           who wants no messages beside who is stopped or blocked there: "none", or columns with how
                             each says so, such as "fields.Consent=opt_in" or "fields.Active=No"; may be given several times
  --help               this text

Where a field or group may say who wants no messages, --refusals must be given before it can be run: the preview
names them.
The service pulls by itself. The command shows how far it is; run it again to go on with that pull.`;

const COMMANDS = ['textit', 'compare', 'return', 'switch'] as const;

/** Milliseconds since 1970; null: opt-outs only, or another command. */
function sinceIn(
  command: (typeof COMMANDS)[number],
  { since, 'opt-outs': optOuts }: { readonly since?: string; readonly 'opt-outs': boolean },
): number | null {
  if (command !== 'return' && (since !== undefined || optOuts))
    throw new Error('--since and --opt-outs belong to return.');
  if (command !== 'return') return null;
  if ((since === undefined) !== optOuts) throw new Error('return takes either --opt-outs or --since.');
  if (since === undefined) return null;
  if (!/^\d{4}-\d\d-\d\dT/.test(since) || Number.isNaN(Date.parse(since)))
    throw new Error(`--since takes a time such as 2026-12-01T08:00:00Z, not "${since}".`);
  return Date.parse(since);
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true, default: [] as string[] } as const;
const flag = { type: 'boolean', default: false } as const;
export const OPTIONS = {
  host: text,
  token: text,
  to: { type: 'string', default: localUrl() },
  'to-token': text,
  make: flag,
  run: flag,
  'opt-outs': flag,
  since: text,
  map: texts,
  refusals: texts,
} as const;

/** Throws what to type instead, in one line. */
export function readOptions(values: ValuesOf<typeof OPTIONS>, words: readonly string[]) {
  const command = COMMANDS.find((word) => word === words[0]);
  if (command === undefined)
    throw new Error(`The first word is one of ${COMMANDS.join(', ')}. Files go in by imports.json.`);
  const { host, token, to, 'to-token': toToken, make, run } = values;
  if (token === undefined || toToken === undefined)
    throw new Error('--token and --to-token take an administrator token of the source and of the workspace here.');
  return {
    command,
    since: sinceIn(command, values),
    dataDir: dataDirOf(),
    host: originOf('host', host, 'https://textit.com'),
    token,
    to: originOf('to', to),
    toToken,
    make: make || run,
    run,
    mapping: byColumn('--map', values.map),
    /** Undefined: nobody has said. */
    refusals: refusalsIn(values.refusals),
  };
}

/** A declaration for imports.json. A column may come several times, with one cell each; no cell is a blank one. */
function refusalsIn(given: readonly string[]): DeclaredRefusals | undefined {
  if (given.length === 0) return undefined;
  if (given.length === 1 && given[0] === 'none') return 'none';
  const said = given.flatMap((text) => Object.entries(byColumn('--refusals', [text])));
  const cellsOf = (column: string) => said.flatMap(([name, cell]) => (name === column ? [cell] : []));
  return Object.fromEntries(said.map(([column, how]) => [column, isHow(how) ? how : cellsOf(column)]));
}

/** `Column=text` each; a column may have a `=` in its name. */
function byColumn(name: string, given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.lastIndexOf('=');
      if (at < 1) throw new Error(`${name} takes a column, "=" and a text, such as "fields.Consent=opt_in".`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

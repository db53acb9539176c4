import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openApi } from '../../scripts/api.ts';
import { beginImport, runImport, uploadFile } from '../../scripts/import/send.ts';
import type { Runner } from './runner.ts';

export const HELP = `Runs Dormouse on this machine. Variables such as PORT=8090 and DATA_DIR=data are its settings (docs/local.md).

  --try <file>   previews a file of contacts in the console: all data is in memory, and nothing is sent
  --as-aws       imitates AWS on a bad day
  --help         this text`;

/** Reads the command line; throws what is wrong with it. */
export function readArguments(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const options = { try: { type: 'string' }, 'as-aws': flag, dev: flag, help: flag } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.try !== undefined) requireFile(values.try);
  return values;
}

function requireFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`--try: there is no file ${path}.`);
  if (!found.isFile()) throw new Error(`--try: ${path} is not a file.`);
  if (found.size === 0) throw new Error(`--try: ${path} is empty.`);
}

/** Previews a file as the console does; returns the page where it goes on. Throws why it cannot be read. */
export async function tryFile(path: string, { url, origin }: Runner, token: string): Promise<string> {
  const api = openApi(url, token);
  const uuid = await beginImport(api, path, { name: basename(path), upload: uploadFile });
  await runImport(api, uuid, { run: false, say: () => {} });
  return `${origin}/imports/${uuid}#token=${token}`;
}

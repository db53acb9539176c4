import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { openApi } from '../../scripts/api.ts';
import { beginImport, runImport, uploadFile } from '../../scripts/import/send.ts';
import type { Runner } from './runner.ts';

const USAGE = '--try takes a file of contacts, such as --try contacts.csv.';

/** The file of `--try`, or null; throws what to type instead. */
export function fileToTry(args: readonly string[]): string | null {
  const at = args.indexOf('--try');
  if (at < 0) return null;
  const path = args[at + 1];
  if (path === undefined) throw new Error(USAGE);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`--try: there is no file ${path}.`);
  if (found.size === 0) throw new Error(`--try: ${path} is empty.`);
  if (!found.isFile()) throw new Error(`--try: ${path} is not a file. ${USAGE}`);
  return path;
}

/** Previews a file as the console does; returns the page where it goes on. Throws why it cannot be read. */
export async function tryFile(path: string, { url, origin }: Runner, token: string): Promise<string> {
  const api = openApi(url, token);
  const uuid = await beginImport(api, path, { name: basename(path), upload: uploadFile });
  await runImport(api, uuid, { run: false, say: () => {} });
  return `${origin}/imports/${uuid}#token=${token}`;
}

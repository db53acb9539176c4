/** Which files a browser loads for sources of the console, as the bundler tells. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Chunk {
  readonly file: string;
  /** That of a rule in `vite.config.ts`, where one made the file. */
  readonly name?: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

export interface Needed {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** The files of the page and of the given sources (or files, by their rules), with all that they import at once. */
export function neededBy(dist: string, sources: readonly string[]): Needed {
  const chunks = JSON.parse(readFileSync(join(dist, 'assets/chunks.json'), 'utf8')) as Readonly<Record<string, Chunk>>;
  const seen = new Map<string, Chunk>();
  const visit = (name: string): void => {
    const chunk = chunks[name] ?? Object.values(chunks).find((one) => one.name === name && one.file.endsWith('.js'));
    if (chunk === undefined) throw new Error(`The build has no chunk of ${name}.`);
    if (seen.has(name)) return;
    seen.set(name, chunk);
    for (const one of chunk.imports ?? []) visit(one);
  };
  for (const source of ['index.html', ...sources]) visit(source);
  const all = [...seen.values()];
  return {
    scripts: [...new Set(all.map(({ file }) => file))],
    styles: [...new Set(all.flatMap(({ css = [] }) => css))],
  };
}

/** Bytes as brotli 11 sends them, which the build has written beside each file that is worth it. */
export const packed = (dist: string, files: readonly string[]): number =>
  files.reduce((bytes, file) => bytes + sizeOf(join(dist, file)), 0);

const sizeOf = (file: string): number => statSync(`${file}.br`, { throwIfNoEntry: false })?.size ?? statSync(file).size;

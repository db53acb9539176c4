/** `npm run console`: builds the console, if changed, and prints where; or into a directory, with brotli. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';
import { builtConsole } from '../infra/local/console/build.ts';
import { writeGuides } from './console-guides.ts';
import { writeConsoleTypes } from './console-types.ts';

const CONSOLE = join(import.meta.dirname, '../console');
/** A smaller file is not worth packing. */
const WORTH_BYTES = 1_000;

const compress = promisify(brotliCompress);

async function pack(file: string): Promise<void> {
  const source = readFileSync(file);
  if (source.length < WORTH_BYTES) return;
  writeFileSync(`${file}.br`, await compress(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

async function buildInto(outDir: string): Promise<void> {
  // A test or a developer may have set another value, with which React is a quarter larger.
  process.env['NODE_ENV'] = 'production';
  writeConsoleTypes();
  await build({
    root: CONSOLE,
    configFile: join(CONSOLE, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
  await writeGuides(outDir);
  await Promise.all(globSync(`${outDir}/**/*.{js,css,html,svg}`).map(pack));
}

const [, , directory] = process.argv;
if (directory === undefined) console.log(await builtConsole());
else await buildInto(directory);

/** `npm run package`: writes `dist/`, which npm, npx and the image take: the built service with its console. */
import { chmodSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { keptAssembly } from '../infra/local/assembly/assembly-cache.ts';
import { builtConsole } from '../infra/local/console/build.ts';
import { shareCompanions } from './package/share-companions.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

/** The program and its threads. What follows sources (`npm run dev`) stays outside. */
async function bundleRunner(): Promise<void> {
  const local = (file: string) => join(ROOT, 'infra/local', file);
  await build({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: local('main.ts'), out: 'main' },
      { in: local('lambda/thread.js'), out: 'thread' },
      { in: local('dynamodb/rewrite.ts'), out: 'rewrite' },
      { in: join(ROOT, 'scripts/import.ts'), out: 'import' },
      { in: join(ROOT, 'scripts/migrate.ts'), out: 'migrate' },
    ],
    outdir: DIST,
    bundle: true,
    splitting: true,
    minify: true,
    // Names of classes are the names of errors.
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['*/development.ts'],
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';globalThis.require??=requireFrom(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

/** What is only for builds stays behind: maps, records of sources, CDK's own notes. */
const isShipped = (path: string): boolean =>
  !/^(?:bundles\/maps|sources\.json|tree\.json|in-use\..*|saved\..*|.*\.metadata\.json)$/.test(path);

async function copyAssembly(): Promise<void> {
  const assembly = await keptAssembly();
  const filter = (from: string) => from === assembly || isShipped(relative(assembly, from));
  cpSync(assembly, join(DIST, 'assembly'), { recursive: true, filter });
  shareCompanions(join(DIST, 'assembly/bundles'));
}

/** Of all installed packages, since the code of many is in the bundles. */
function writeLicences(): void {
  const files = globSync('node_modules/{*,@*/*}/{LICENSE,LICENCE,license,licence,NOTICE}*', { cwd: ROOT }).sort();
  const texts = files.map(
    (file) => `${dirname(file).slice('node_modules/'.length)}\n\n${readFileSync(join(ROOT, file))}`,
  );
  writeFileSync(join(DIST, 'THIRD-PARTY.txt'), texts.join(`\n${'-'.repeat(80)}\n`));
  for (const name of ['LICENSE', 'README.md']) cpSync(join(ROOT, name), join(DIST, name));
}

function writeManifest(): void {
  const { name, version, description, license, optionalDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const bin = { dormouse: 'dormouse.js' };
  const manifest = { name, version, description, license, type: 'module', bin, optionalDependencies };
  writeFileSync(join(DIST, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const program = join(DIST, bin.dormouse);
  cpSync(join(ROOT, 'scripts/package', basename(program)), program);
  chmodSync(program, 0o755);
}

rmSync(DIST, { recursive: true, force: true });
await bundleRunner();
await copyAssembly();
cpSync(await builtConsole(), join(DIST, 'console'), { recursive: true });
writeLicences();
writeManifest();

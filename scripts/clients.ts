/**
 * npm run clients [typescript|python]: builds the clients in `clients/`, each in its `dist`, from the OpenAPI
 * document.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENT = join(ROOT, 'functions/workspace/openapi.json');
const TYPESCRIPT = join(ROOT, 'clients/typescript/node_modules/.bin');
const PYTHON = join(ROOT, 'node_modules/.python/bin');

/** What makes each client; `.ci/run` installs that of Python. */
export const MAKERS = {
  typescript: join(TYPESCRIPT, 'openapi-typescript'),
  python: join(PYTHON, 'openapi-python-client'),
};

const BUILDS = {
  typescript(folder: string) {
    const made = join(folder, 'src/made');
    mkdirSync(made, { recursive: true });
    execFileSync(MAKERS.typescript, [DOCUMENT, '-o', join(made, 'schema.ts')], { stdio: 'pipe' });
    writeFileSync(join(made, 'keyed.ts'), keyed());
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    execFileSync(join(TYPESCRIPT, 'tsc'), ['--project', folder], { stdio: 'pipe' });
  },
  python(folder: string) {
    const target = join(folder, 'dist/dormouse_client');
    const args = ['generate', '--path', DOCUMENT, '--meta', 'none', '--output-path', target, '--overwrite'];
    execFileSync(MAKERS.python, args, { stdio: 'pipe' });
    cpSync(join(folder, 'src'), target, { recursive: true });
  },
};

type Language = keyof typeof BUILDS;

/** Builds one client. */
export const buildClient = (language: Language): void => BUILDS[language](join(ROOT, 'clients', language));

/** The writes that take an `Idempotency-Key`. */
function keyed(): string {
  const { paths } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as { paths: Record<string, Record<string, Operation>> };
  const writes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === 'Idempotency-Key'))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  return `export const KEYED: ReadonlySet<string> = new Set(${JSON.stringify(writes)});\n`;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
}

if (import.meta.main) {
  const [asked] = process.argv.slice(2);
  for (const language of Object.keys(BUILDS) as Language[])
    if (asked === undefined || asked === language) buildClient(language);
}

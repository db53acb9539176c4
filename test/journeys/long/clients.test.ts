/** Clients that generators make of the OpenAPI document, used by the programs of the recipes. */
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../support/service.ts';
import { joinJourney } from '../stage.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TYPESCRIPT = join(ROOT, 'node_modules/.clients/node_modules/.bin');
const PYTHON = join(ROOT, 'node_modules/.python/bin');
const OAPI_CODEGEN = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2';

/** By language: what must be there, the steps, and what the last one prints. */
const RECIPES: Readonly<Record<string, readonly [readonly string[], readonly (readonly string[])[], string]>> = {
  TypeScript: [
    [join(TYPESCRIPT, 'openapi-typescript'), '--version'],
    [
      [join(TYPESCRIPT, 'openapi-typescript'), 'openapi.json', '-o', 'dormouse.d.ts'],
      [
        ...[join(TYPESCRIPT, 'tsc'), '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'],
        ...['--allowImportingTsExtensions', '--types', 'node', 'client.ts'],
      ],
      [process.execPath, 'client.ts'],
    ],
    "Ann active [ 'tel:+250788123401' ]\n",
  ],
  Python: [
    [join(PYTHON, 'openapi-python-client'), '--version'],
    [
      [
        ...[join(PYTHON, 'openapi-python-client'), 'generate', '--path', 'openapi.json'],
        ...['--meta', 'none', '--output-path', 'dormouse'],
      ],
      [join(PYTHON, 'python'), 'client.py'],
    ],
    "Ann active ['tel:+250788123402']\n",
  ],
  Go: [
    ['go', 'version'],
    [
      [
        ...['go', 'run', OAPI_CODEGEN, '-generate', 'types,client', '-package', 'dormouse'],
        ...['-o', 'dormouse/dormouse.go', 'openapi.json'],
      ],
      ['go', 'mod', 'tidy'],
      ['go', 'run', '.'],
    ],
    'Ann true\n',
  ],
};

describe.each(Object.entries(RECIPES))(
  'The recipe for a client in %s',
  (_, [[tool = '', ...version], steps, printed]) => {
    const missing = spawnSync(tool, version).status !== 0;
    const folder = mkdtempSync(join(tmpdir(), 'client-'));
    let service: Service;

    beforeAll(async () => {
      service = await joinJourney();
      cpSync(join(ROOT, 'functions/workspace/openapi.json'), join(folder, 'openapi.json'));
      for (const name of ['client.ts', 'client.py']) cpSync(join(ROOT, 'docs/recipes', name), join(folder, name));
      cpSync(join(ROOT, 'docs/recipes/client.go'), join(folder, 'main.go'));
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
      writeFileSync(join(folder, 'go.mod'), 'module recipe\n\ngo 1.24\n');
      if (tool === 'go') mkdirSync(join(folder, 'dormouse'));
    });

    afterAll(async () => {
      rmSync(folder, { recursive: true });
      await service?.stop();
    });

    it.skipIf(missing)(`works${missing ? ' (skipped: its generator is not here, see .ci/run)' : ''}`, async () => {
      const env = { ...process.env, DORMOUSE_URL: service.url, DORMOUSE_TOKEN: service.token };
      let said = '';
      for (const [program = '', ...args] of steps)
        said = (await promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: 2 ** 26 })).stdout;
      expect(said).toBe(printed);
    });
  },
);

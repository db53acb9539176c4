/** The client that a generator makes of the OpenAPI document for Go, used by the program of its recipe. */
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../support/service.ts';
import { joinJourney } from '../stage.ts';

const ROOT = join(import.meta.dirname, '../../..');
const OAPI_CODEGEN = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2';

const STEPS: readonly (readonly [string, ...string[]])[] = [
  [
    ...(['go', 'run', OAPI_CODEGEN, '-generate', 'types,client,skip-prune', '-package', 'dormouse'] as const),
    ...['-o', 'dormouse/dormouse.go', 'openapi.json'],
  ],
  ['go', 'mod', 'tidy'],
  ['go', 'run', '.'],
];

const missing = spawnSync('go', ['version']).status !== 0;

describe('The recipe for a client in Go', () => {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  let service: Service;

  beforeAll(async () => {
    service = await joinJourney();
    cpSync(join(ROOT, 'functions/workspace/openapi.json'), join(folder, 'openapi.json'));
    cpSync(join(ROOT, 'docs/recipes/client.go'), join(folder, 'main.go'));
    writeFileSync(join(folder, 'go.mod'), 'module recipe\n\ngo 1.24\n');
    mkdirSync(join(folder, 'dormouse'));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await service?.stop();
  });

  it.skipIf(missing)(`works${missing ? ' (skipped: Go is not here)' : ''}`, async () => {
    const env = { ...process.env, DORMOUSE_URL: service.url, DORMOUSE_TOKEN: service.token };
    let said = '';
    for (const [program, ...args] of STEPS)
      said = (await promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: 2 ** 26 })).stdout;
    expect(said).toBe('Ann true\n');
  });
});

import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../support/service.ts';
import { joinJourney } from '../stage.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Where `.ci/run` installs it; else any. */
const program = [join(ROOT, 'node_modules/.python/bin/st'), 'st'].find(
  (one) => spawnSync(one, ['--version']).status === 0,
);

/** However long a busy machine takes to make or answer a request. */
const SLOWLY = ['--suppress-health-check', 'all', '--request-timeout', '120'];

const missing = 'skipped: Schemathesis is not installed, see CONTRIBUTING.md';

/**
 * Plays requests by the OpenAPI document: none that it allows is refused as wrong, and no answer is one that it does
 * not describe.
 */
export function playDocument(about: string, options: readonly string[]): void {
  describe.skipIf(program === undefined)(`The OpenAPI document${program ? '' : ` (${missing})`}`, () => {
    let service: Service;

    beforeAll(async () => {
      service = await joinJourney();
    });

    afterAll(() => service?.stop());

    it(about, async () => {
      const { url, token } = service;
      const rates = Object.fromEntries(['v2', 'v2.contacts', 'v2.messages', 'v2.runs'].map((scope) => [scope, 36_000]));
      await service.api('POST', 'settings.json', { api_rates: rates });
      const header = `Authorization: Token ${token}`;
      const fixed = ['--no-color', '--continue-on-failure', '--header', header, ...SLOWLY];
      const run = promisify(execFile)(
        program ?? '',
        ['run', `${url}/api/v2/openapi.json`, ...fixed, '--warnings', 'off', ...options],
        { cwd: ROOT, env: { ...process.env, DORMOUSE_URL: url, DORMOUSE_TOKEN: token }, maxBuffer: 2 ** 26 },
      );
      const said = await run.then(
        () => 'nothing',
        ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
      );
      expect(said).toBe('nothing');
    });
  });
}

import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARCHIVING_FLOW } from '../support/api/flows.ts';
import type { Service } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { joinJourney } from './stage.ts';

/** Where `.ci/run` installs the package; else any Python that has it. */
const PYTHONS = [join(import.meta.dirname, '../../node_modules/.python/bin/python'), 'python3'];

const python = PYTHONS.find((one) => spawnSync(one, ['-c', 'import temba_client.v2']).status === 0);

const missing = 'skipped: no Python has rapidpro-python, see CONTRIBUTING.md';

describe.skipIf(python === undefined)(`rapidpro-python itself${python ? '' : ` (${missing})`}`, () => {
  let service: Service;

  beforeAll(async () => {
    service = await joinJourney();
  });

  afterAll(() => service?.stop());

  it('works unmodified, every method for contacts, groups, fields, flows, starts, messages and runs', async () => {
    const newWorkspace = await openWorkspaces(service);
    const { token } = await newWorkspace();
    const { status } = await service.api('POST', 'flows.json', ARCHIVING_FLOW, {
      authorization: `Token ${token}`,
    });
    expect(status).toBe(201);
    const script = join(import.meta.dirname, 'every_method.py');
    const { stdout } = await promisify(execFile)(python ?? '', [script, service.url, token]);
    expect(stdout).toBe('every method is answered as by TextIt\n');
  });
});

/** Every request that a page tells a reader to paste is answered: each page in a workspace of its own. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStandIn, type StandIn } from '../support/imports/stand-in.ts';
import type { Service } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { joinJourney } from './stage.ts';

/** A refused request, or a value that an answer lacks, ends the page. */
const STRICT = `set -euo pipefail; shopt -s inherit_errexit
curl() { command curl --fail-with-body "$@"; }`;

const FENCED = /^```(?<language>\w*)\n(?<code>[\s\S]*?)^```/gm;

/** The code of a page, by its language. */
const codeOf = (page: string, language: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(FENCED)]
    .filter(({ groups }) => groups?.['language'] === language)
    .map(({ groups }) => groups?.['code'] ?? '');

/** Pages share a service, so one waits until all of them are idle. */
const patient = (code: string): string => code.replaceAll('idle?timeout=60', 'idle?timeout=600');

const BEGAN = '2026-01-01T00:00:00Z';
const HELPERS = 'docs/requests.md';
const [helpers = ''] = codeOf(HELPERS, 'bash');
const pages = ['README.md', ...globSync(['docs/*.md', 'docs/guides/*.md'])].filter(
  (page) => codeOf(page, 'bash').length > 0,
);

let service: Service;
let open: Awaited<ReturnType<typeof openWorkspaces>>;
let textit: StandIn;

beforeAll(async () => {
  service = await joinJourney();
  open = await openWorkspaces(service);
  textit = await openStandIn();
  const ann = { uuid: randomUUID(), name: 'Ann', language: null, status: 'active', urns: ['tel:+250788000901'] };
  const times = { created_on: BEGAN, modified_on: BEGAN, last_seen_on: null };
  textit.contacts.push({ ...ann, ...times, groups: [], fields: {} });
});

afterAll(async () => {
  for (const made of ['active.csv', 'people.csv']) rmSync(made, { force: true });
  await textit?.close();
  await service?.stop();
});

it.concurrent.for(pages)('%s', async (page) => {
  const folder = mkdtempSync(join(tmpdir(), 'guides-'));
  writeFileSync(join(folder, 'token'), (await open()).token);
  const env = { ...process.env, PORT: new URL(service.url).port, DATA_DIR: folder, HOOK: 'http://127.0.0.1:9/' };
  Object.assign(env, { TEXTIT_URL: textit.host, TEXTIT_TOKEN: 'theirs' });
  const child = spawn('bash', ['-c', patient([STRICT, helpers, ...codeOf(page, 'bash')].join('\n'))], { env });
  const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  rmSync(folder, { recursive: true });
  expect(status, `${output.slice(-1_000)}${errors}`).toBe(0);
});

it('a block that sends requests is one that is played', () => {
  const request = /^(?:api |(?:GET|POST|DELETE) .*[{?])/m;
  const unplayed = globSync(['*.md', 'docs/**/*.md']).flatMap((page) =>
    ['sh', ''].flatMap((language) => codeOf(page, language).filter((code) => request.test(code))),
  );
  expect(unplayed).toEqual([]);
});

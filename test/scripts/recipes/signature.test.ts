/** The recipes verify deliveries by the libraries of Standard Webhooks, which do not know this service. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newWebhookSecret, signatureHeaders } from '../../../shared/services/webhooks/signature.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/recipes');
const IMPORT = ['-c', 'import standardwebhooks'];
const python = [join(import.meta.dirname, '../../../node_modules/.python/bin/python'), 'python3'].find(
  (program) => spawnSync(program, IMPORT).status === 0,
);

/** Programs that print what the recipe says of headers, a body from stdin, and a secret. */
const LANGUAGES = {
  JavaScript: [
    process.execPath,
    '--input-type=module',
    '--eval',
    `import { readFileSync } from 'node:fs';
     const { isFromDormouse } = await import('${join(FOLDER, 'signature.mjs')}');
     const [headers, secret] = process.argv.slice(1);
     console.log(isFromDormouse(JSON.parse(headers), readFileSync(0, 'utf8'), secret));`,
  ],
  Python: [
    python ?? '',
    '-c',
    `import json, runpy, sys
recipe = runpy.run_path('${join(FOLDER, 'signature.py')}')
headers, secret = sys.argv[1:]
body = sys.stdin.buffer.read().decode()
print(str(recipe['is_from_dormouse'](json.loads(headers), body, secret)).lower())`,
  ],
} as const;

const SECRET = newWebhookSecret();
const BODY = '{"version": 1, "events": [], "name": "é"}';
const now = Math.floor(Date.now() / 1000);
const signedAt = (seconds: number) => signatureHeaders(SECRET, 'd-1', seconds, BODY);

describe.each(Object.entries(LANGUAGES))('The recipe for signatures in %s', (language, [program, ...code]) => {
  const missing = language === 'Python' && python === undefined;

  it.skipIf(missing).each([
    ['a genuine delivery', signedAt(now), BODY, SECRET, true],
    ['an old one', signedAt(now - 400), BODY, SECRET, false],
    ['one of the future', signedAt(now + 400), BODY, SECRET, false],
    ['another body', signedAt(now), `${BODY} `, SECRET, false],
    ['another secret', signedAt(now), BODY, newWebhookSecret(), false],
    ['another time', { ...signedAt(now), 'webhook-timestamp': String(now + 1) }, BODY, SECRET, false],
    ['another id', { ...signedAt(now), 'webhook-id': 'd-2' }, BODY, SECRET, false],
    ['no headers', {}, BODY, SECRET, false],
  ])(`tells %s${missing ? ' (skipped: Python has no standardwebhooks)' : ''}`, (_, headers, body, secret, genuine) => {
    const ran = spawnSync(program, [...code, JSON.stringify(headers), secret], { input: body, encoding: 'utf8' });
    expect(ran.stdout + ran.stderr).toBe(`${genuine}\n`);
  });
});

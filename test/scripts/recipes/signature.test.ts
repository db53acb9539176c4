import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { webhookSignature } from '../../../shared/services/webhooks/signature.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/recipes');

/** Programs that print what the recipe says of a header, a body from stdin, a secret and a time. */
const LANGUAGES = {
  node: [
    '--input-type=module',
    '--eval',
    `import { readFileSync } from 'node:fs';
     const { isFromDormouse } = await import('${join(FOLDER, 'signature.mjs')}');
     const [header, secret, now] = process.argv.slice(1);
     console.log(isFromDormouse(header, readFileSync(0), secret, Number(now)));`,
  ],
  python3: [
    '-c',
    `import runpy, sys
recipe = runpy.run_path('${join(FOLDER, 'signature.py')}')
header, secret, now = sys.argv[1:]
print(str(recipe['is_from_dormouse'](header, sys.stdin.buffer.read(), secret, float(now))).lower())`,
  ],
  php: [
    '-r',
    `require '${join(FOLDER, 'signature.php')}';
     [, $header, $secret, $now] = $argv;
     echo json_encode(isFromDormouse($header, stream_get_contents(STDIN), $secret, (int) $now)), "\\n";`,
  ],
} as const;

const SECRET = 'a secret';
const BODY = '{"version": 1, "events": [], "name": "é"}';
const NOW = 1_790_000_000;
const GOOD = webhookSignature(SECRET, NOW, BODY);

describe.each(Object.entries(LANGUAGES))('The recipe for signatures in %s', (program, code) => {
  const missing = spawnSync(program, ['--version']).status !== 0;

  it.skipIf(missing).each([
    ['a genuine delivery', GOOD, BODY, SECRET, NOW, true],
    ['one that took five minutes', GOOD, BODY, SECRET, NOW + 300, true],
    ['an old one', GOOD, BODY, SECRET, NOW + 301, false],
    ['one of the future', GOOD, BODY, SECRET, NOW - 301, false],
    ['another body', GOOD, `${BODY} `, SECRET, NOW, false],
    ['another secret', GOOD, BODY, 'another', NOW, false],
    ['another time in the header', GOOD.replace(`t=${NOW}`, `t=${NOW + 1}`), BODY, SECRET, NOW, false],
    ['no header', '', BODY, SECRET, NOW, false],
    ['a line after the header', `${GOOD}\n`, BODY, SECRET, NOW, false],
  ])(`tells %s${missing ? ` (skipped: there is no ${program})` : ''}`, (_, header, body, secret, now, genuine) => {
    const separator = program === 'php' ? ['--'] : [];
    const ran = spawnSync(program, [...code, ...separator, header, secret, String(now)], {
      input: body,
      encoding: 'utf8',
    });
    expect(ran.stdout + ran.stderr).toBe(`${genuine}\n`);
  });
});

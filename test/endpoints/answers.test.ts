/**
 * The examples of the OpenAPI document are real: what each good request is answered, one after the other in one
 * workspace. `UPDATE_CASES=1` writes them anew; then `npm run openapi`.
 */
import crypto from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import examples from '../cases/openapi/examples.json' with { type: 'json' };
import { onInProcessStage } from '../support/in-process/stage.ts';
import { EVERY, named, requestOf } from './rows/index.ts';
import { furnish } from './rows/named.ts';

const stage = onInProcessStage();

/** Ten minutes past an hour, which does not end before the test. */
const NOW = Date.parse('2026-11-30T12:10:00Z');

/** What the service made at random: tokens, secrets, links. */
const made: Buffer[] = [];

beforeAll(async () => {
  const real = crypto.randomBytes.bind(crypto);
  vi.spyOn(crypto, 'randomBytes').mockImplementation((size: number) => {
    const bytes = real(size);
    made.push(bytes);
    return bytes;
  });
  syncBuiltinESMExports();
  await stage().service.goTo(NOW);
});
afterAll(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

it('answers each good request as the OpenAPI document shows it', async () => {
  const client = await stage().open();
  const names = await furnish(stage(), client, 'Farmers', 10_000);
  const played: Record<string, object> = {};
  const [reads, writes] = [true, false].map((is) => EVERY.filter(({ method }) => (method === 'GET') === is));
  for (const tried of [...(reads ?? []), ...(writes ?? [])]) {
    const [method, path, body] = requestOf(tried, tried.good, names);
    const { status, body: answer } = await client.ask(method, path, body);
    await stage().settle();
    played[`${method} ${tried.path}`] = { query: named(tried.good.query ?? {}, names), body, status, answer };
  }
  const shown = repeatable(JSON.stringify(played, null, 2));
  if (process.env['UPDATE_CASES']) writeFileSync('test/cases/openapi/examples.json', `${shown}\n`);
  else expect(JSON.parse(shown)).toEqual(examples);
});

/** The text with the same ids, times, secrets and address each time. */
function repeatable(text: string): string {
  const ids = new Map<string, number>();
  const numberOf = (id: string) => ids.get(id) ?? ids.set(id, ids.size + 1).size;
  const withoutSecrets = made.reduce(
    (rest, secret) =>
      (['hex', 'base64', 'base64url'] as const).reduce(
        (within, form) => within.replaceAll(secret.toString(form), Buffer.alloc(secret.length).toString(form)),
        rest,
      ),
    text,
  );
  return withoutSecrets
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => `6b1e0f0a-4d9b-4c55-9d3b-${padded(numberOf(id))}`)
    .replace(/"id": \d+/g, '"id": 1')
    .replace(
      /(T\d\d):\d\d:\d\d(\.\d+)?Z/g,
      (_, hour: string, fraction = '') => `${hour}:00:00${fraction && '.000000'}Z`,
    )
    .replaceAll(stage().url, 'https://dormouse.example.org');
}

const padded = (number: number) => number.toString(16).padStart(12, '0');

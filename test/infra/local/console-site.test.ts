import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite } from '../../../infra/local/console/site.ts';
import cases from '../../cases/infra/local/console-site.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'dormouse-site-'));
const site = createSite(() => join(folder, 'dist'), 'http://127.0.0.1:9000');

const ask = (url: string, { method = 'GET', encoding }: { method?: string; encoding?: string } = {}) =>
  site({
    method,
    url,
    headers: { ...(encoding && { 'accept-encoding': encoding }) },
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
  });

beforeAll(() => {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'dist/assets/a.js'), 'let a = 1;');
  writeFileSync(join(folder, 'dist/assets/a.js.br'), brotliCompressSync('let a = 1;'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('The site of the console', () => {
  it.each(['/', '/contacts/active', '/contacts/active?query=age%20%3E%203', '/a%20b'])(
    'shows its page at %s',
    (url) => {
      const { status, headers, body } = ask(url) ?? {};
      expect(status).toBe(200);
      expect(String(body)).toBe('<!doctype html>');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringMatching(
          /script-src 'self';.*connect-src 'self' http:\/\/127\.0\.0\.1:9000;/,
        ),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it.each(cases.missing)('has nothing at %s', (url) => {
    expect(ask(url)).toBe(null);
  });

  it('answers GET and HEAD only, HEAD without a body', () => {
    expect(ask('/', { method: 'POST' })).toBe(null);
    expect(ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  it('sends a file as brotli to who takes it, and lets it be kept for ever', () => {
    expect(ask('/assets/a.js', { encoding: 'gzip, br' })).toMatchObject({
      headers: { 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' },
      body: brotliCompressSync('let a = 1;'),
    });
    expect(String(ask('/assets/a.js', { encoding: 'gzip' })?.body)).toBe('let a = 1;');
  });

  it('serves nothing where nothing was built', () => {
    expect(
      createSite(() => null, '')({ method: 'GET', url: '/', headers: {}, body: Buffer.alloc(0), sourceIp: '' }),
    ).toBe(null);
  });
});

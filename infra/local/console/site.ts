import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { ASSET_CACHE, contentTypeOf, PAGE_CACHE, siteHeaders } from '../../site-policy.ts';
import type { HttpRequest } from '../http/event.ts';
import type { HttpResponse } from '../http/response.ts';

/** The API's own paths are not asked for here; these are the runner's. */
export const isConsolePath = (path: string): boolean => !/^\/_local(?:[/?]|$)/.test(path);

/**
 * Serves a built console like CloudFront: a path without an extension is the page, `/assets/` never change; null for
 * what has no file. `directory` says where `index.html` is now (null: nothing), `files` is the origin of files.
 */
export function createSite(
  directoryNow: () => string | null,
  files: string,
): (request: HttpRequest) => HttpResponse | null {
  const policy = siteHeaders(files);
  return ({ method, url, headers }) => {
    const path = decoded(url.split('?')[0] ?? '/');
    const directory = directoryNow();
    if (path === null || directory === null || (method !== 'GET' && method !== 'HEAD') || !isConsolePath(path))
      return null;
    const name = extname(path) === '' ? '/index.html' : normalize(path);
    const file = join(directory, name);
    if (!file.startsWith(directory + sep) || !isFile(file)) return null;
    const packed = acceptsBrotli(headers['accept-encoding']) && existsSync(`${file}.br`);
    return {
      status: 200,
      headers: {
        ...policy,
        'content-type': contentTypeOf(extname(name)),
        'cache-control': name.startsWith('/assets/') ? ASSET_CACHE : PAGE_CACHE,
        vary: 'accept-encoding',
        ...(packed && { 'content-encoding': 'br' }),
      },
      body: method === 'HEAD' ? Buffer.alloc(0) : readFileSync(packed ? `${file}.br` : file),
    };
  };
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

const acceptsBrotli = (header: string | string[] | undefined): boolean => /(?:^|,)\s*br\s*(?:,|$)/.test(String(header));

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // An incomplete escape names no file.
    return null;
  }
}

/**
 * The Content-Security-Policy of the console's pages, here and on CloudFront: nothing from elsewhere, no inline script
 * or style, no framing, no text that becomes markup. `files`: the origin of the bucket to which pages upload.
 */
export const contentSecurityPolicy = (files: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${files}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** No page of another origin holds this one's window, or embeds its files: here and on CloudFront. */
export const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** More headers of every page: types are not guessed, and no URL, which may hold a query, is sent as a referrer. */
export const siteHeaders = (files: string) =>
  ({
    ...ISOLATION,
    'content-security-policy': contentSecurityPolicy(files),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }) as const;

/** A page is requested each time, because it names the files of one build; those never change. */
export const PAGE_CACHE = 'no-cache';
export const ASSET_CACHE = 'public, max-age=31536000, immutable';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
};

/** @param extension - with its dot */
export const contentTypeOf = (extension: string): string => TYPES[extension] ?? 'application/octet-stream';

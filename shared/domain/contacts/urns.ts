/** Addresses as text, `scheme:path[?query][#display]`, escaped (TextIt 1.6). `scheme:path` is one contact's only. */
export { isDiallable, repairNumber } from './phones.ts';

import { normalizePhone } from './phones.ts';
import { SCHEMES, type Scheme } from './urn-schemes.ts';

export interface ParsedUrn {
  readonly scheme: string;
  /** Not escaped. */
  readonly path: string;
  /** As written: `channel=<uuid>`. */
  readonly query?: string;
  /** Not escaped. */
  readonly display?: string;
}

interface UrnError {
  readonly error: string;
}

export const isUrnError = (urn: ParsedUrn | UrnError): urn is UrnError => 'error' in urn;

/** Bytes of an escaped path, and characters of a display and an identity, as in TextIt's columns. */
const PATH_LIMIT = 200;
const DISPLAY_LIMIT = 255;

/**
 * urn: scheme ':' path ('?' query)? ('#' display)?; scheme: anything without ':', '?' and '#'. Checks only the form,
 * with TextIt's messages; `normalizeUrn` checks the scheme and the path.
 */
export function parseUrn(text: string): ParsedUrn | UrnError {
  const [beforeDisplay = '', display, ...moreDisplays] = text.split('#');
  const [identity = '', query, ...moreQueries] = beforeDisplay.split('?');
  const colon = identity.indexOf(':');
  if (moreQueries.length > 0 || (query !== undefined && colon < 0)) {
    return { error: 'query component can only come after path component' };
  }
  if (moreDisplays.length > 0 || (display !== undefined && colon < 0)) {
    return { error: 'fragment component can only come after path or query components' };
  }
  const scheme = colon < 0 ? identity : identity.slice(0, colon);
  const path = colon < 0 ? '' : identity.slice(colon + 1);
  if (scheme === '') return { error: 'scheme cannot be empty' };
  if (path === '') return { error: 'path cannot be empty' };
  return {
    scheme,
    path: unescapePart(path),
    ...(query && { query }),
    ...(display && { display: unescapePart(display) }),
  };
}

/** The text form; the inverse of `parseUrn`. */
export function formatUrn({ scheme, path, query, display }: ParsedUrn): string {
  return `${scheme}:${escapePart(path)}${query ? `?${query}` : ''}${display ? `#${escapePart(display)}` : ''}`;
}

/** `scheme:path`, without channel and display, which only one contact of a workspace may own. */
export const identityOf = (urn: string): string => urn.split(/[?#]/, 1)[0] ?? urn;

/**
 * The one spelling of an address, checked against its scheme. `country` (ISO 3166 alpha-2) reads phone numbers without
 * a country code. Short codes and sender ids are addresses too; `isDiallable` tells them apart.
 */
export function normalizeUrn(
  text: string,
  country: string | null,
): { readonly ok: true; readonly urn: string } | { readonly ok: false; readonly error: string } {
  const parsed = parseUrn(text);
  if (isUrnError(parsed)) return { ok: false, error: parsed.error };
  const name = parsed.scheme.trim().toLowerCase();
  const scheme = SCHEMES.get(name);
  const path = spell(name, scheme, parsed.path.trim(), country);
  const display = spellDisplay(name, parsed.display?.trim() ?? '');
  const error = problem(name, scheme, path, display);
  if (error !== null) return { ok: false, error };
  const { query } = parsed;
  return { ok: true, urn: formatUrn({ scheme: name, path, ...(query && { query }), ...(display && { display }) }) };
}

const spell = (name: string, scheme: Scheme | undefined, path: string, country: string | null): string =>
  name === 'tel' ? normalizePhone(path, country) : (scheme?.spell?.(path) ?? path);

const spellDisplay = (scheme: string, display: string): string =>
  scheme === 'twitterid' ? display.replace(/^@/, '') : display;

/** What is wrong with the parts, in TextIt's words and order, or null. */
function problem(name: string, scheme: Scheme | undefined, path: string, display: string): string | null {
  if (name === '' || path === '') return 'scheme or path cannot be empty';
  if (scheme === undefined) return 'unknown URN scheme';
  if (new TextEncoder().encode(escapePart(path)).length > PATH_LIMIT) return 'path component too long';
  if (!scheme.path.test(path)) return 'invalid path component';
  return escapePart(display).length > DISPLAY_LIMIT ? 'display component too long' : null;
}

const escapePart = (text: string): string => text.replace(/[#%?]/g, (character) => ESCAPES[character] ?? character);
const unescapePart = (text: string): string =>
  text.replace(/%(23|25|3F)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const ESCAPES: Readonly<Record<string, string>> = { '#': '%23', '%': '%25', '?': '%3F' };

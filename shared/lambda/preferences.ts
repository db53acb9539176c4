type Headers = Readonly<Record<string, string | undefined>>;

/** What stands between two commas of a header, or before its first semicolon, where quotes may hold both. */
const ELEMENT = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;
const BEFORE_PARAMETERS = /^(?:[^;"]|"(?:[^"\\]|\\.)*"?)*/;

/** The preferences of a `Prefer` header (RFC 7240), in lower case; of one that is given twice the first counts. */
function preferencesOf({ prefer = '' }: Headers): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [element] of prefer.toLowerCase().matchAll(ELEMENT)) {
    const [preference = ''] = element.match(BEFORE_PARAMETERS) ?? [];
    const [name = '', ...value] = preference.split('=');
    if (!given.has(name.trim())) given.set(name.trim(), unquoted(value.join('=').trim()));
  }
  return given;
}

const unquoted = (value: string): string =>
  value.startsWith('"') ? value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : value;

/** Whether refusals shall have codes. */
export const prefersCodes = (headers: Headers): boolean => preferencesOf(headers).get('codes') === '';

/** Whether what would be ignored shall be refused. */
export const isStrict = (headers: Headers): boolean => preferencesOf(headers).get('handling') === 'strict';

/** Says so in the answer. */
export const STRICT_APPLIED = { 'preference-applied': 'handling=strict' };

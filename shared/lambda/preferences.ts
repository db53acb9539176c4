type Headers = Readonly<Record<string, string | undefined>>;

/** The value of a preference (RFC 7240) in any case, `''` without one; undefined: it is not preferred. */
function preferred(name: string, { prefer = '' }: Headers): string | undefined {
  // Only words are compared, so a quoted text does not need its commas and semicolons.
  const words = prefer.toLowerCase().replace(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => text.replace(/\W/g, ''));
  const given = words.split(',').map((one) => /^\s*([^=;]*?)\s*(?:=\s*([^;]*?)\s*)?(?:;|$)/.exec(one));
  // Of one that is given twice the first counts.
  const first = given.find((one) => one?.[1] === name);
  return first ? (first[2] ?? '') : undefined;
}

/** Whether refusals shall have codes. */
export const prefersCodes = (headers: Headers): boolean => preferred('codes', headers) === '';

/** Whether what would be ignored shall be refused. */
export const isStrict = (headers: Headers): boolean => preferred('handling', headers) === 'strict';

/** The header that says so in the answer. */
export const appliedOf = (headers: Headers): Readonly<Record<string, string>> =>
  isStrict(headers) ? { 'preference-applied': 'handling=strict' } : {};

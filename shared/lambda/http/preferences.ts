import { preferenceIn } from './refusal-words.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** Few requests prefer anything. */
const prefers = (name: string, value: string, { prefer }: Headers): boolean =>
  !!prefer && preferenceIn(prefer, name) === value;

/** Whether refusals shall have codes. */
export const prefersCodes = (headers: Headers): boolean => prefers('codes', '', headers);

/** Whether what would be ignored shall be refused. */
export const isStrict = (headers: Headers): boolean => prefers('handling', 'strict', headers);

/** The header that says so in the answer. */
export const appliedOf = (headers: Headers): Readonly<Record<string, string>> =>
  isStrict(headers) ? { 'preference-applied': 'handling=strict' } : {};

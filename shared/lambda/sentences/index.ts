import { COMMON } from './common.ts';
import { FLOWS } from './flows.ts';
import { IMPORTS } from './imports.ts';
import { JOBS } from './jobs.ts';
import { PEOPLE } from './people.ts';
import { WORKSPACE } from './workspace.ts';

/** What a sentence is, and in braces what changes in it, which is the code's data. */
export const SENTENCES = { ...COMMON, ...JOBS, ...PEOPLE, ...WORKSPACE, ...IMPORTS, ...FLOWS } as const;

export type Code = keyof typeof SENTENCES;

/** Reached through `#sentences`, so that a function reads them when it is asked for codes (infra/companions). */
export const sentences = (): Readonly<Record<Code, string>> => SENTENCES;

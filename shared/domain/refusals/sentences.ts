import { COMMON } from './common.ts';
import { FLOWS } from './flows.ts';
import { IMPORTS } from './imports.ts';
import { JOBS } from './jobs.ts';
import { PEOPLE } from './people.ts';
import { POLICIES } from './policies.ts';
import { REQUESTS } from './requests.ts';
import { WORKSPACE } from './workspace.ts';

/** The English sentence of each refusal by its code, with the names of its data in braces. */
export const SENTENCES = {
  ...COMMON,
  ...REQUESTS,
  ...JOBS,
  ...PEOPLE,
  ...WORKSPACE,
  ...POLICIES,
  ...IMPORTS,
  ...FLOWS,
} as const;

import type { RefusalTexts } from '../refusals.ts';
import { common } from './refusals/common.ts';
import { flows } from './refusals/flows.ts';
import { imports } from './refusals/imports.ts';
import { jobs } from './refusals/jobs.ts';
import { people } from './refusals/people.ts';
import { policies } from './refusals/policies.ts';
import { requests } from './refusals/requests.ts';
import { workspace } from './refusals/workspace.ts';

/** The sentences of refusals and problems, by the API's codes. */
export const refusals: RefusalTexts = {
  ...common,
  ...requests,
  ...jobs,
  ...people,
  ...workspace,
  ...policies,
  ...imports,
  ...flows,
};

import { common } from './refusals/common.ts';
import { flows } from './refusals/flows.ts';
import { imports } from './refusals/imports.ts';
import { jobs } from './refusals/jobs.ts';
import { people } from './refusals/people.ts';
import { workspace } from './refusals/workspace.ts';

type Data = Readonly<Record<string, string>>;
export type Refusals = Readonly<Record<string, (data: Data) => string>>;

/** What the API refuses, and what it says in words elsewhere, by its codes. */
export const refusals: Refusals = { ...common, ...jobs, ...people, ...workspace, ...imports, ...flows };

/** What stories do beside requests, imports and exports: the key of a step, and what is looked at then. */
import type { ApiAnswer } from '../../support/api/api.ts';
import { exactCounts } from '../../support/api/census.ts';
import type { Client } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import type { Json } from '../../support/cases/case.ts';
import { keysOf } from '../../support/exports/exporting.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';

type Body = ApiAnswer['body'];

export interface MoreSteps {
  /** A flow with these actions is made. */
  readonly flow?: readonly Json[];
  /** All that is counted, which must agree with what is listed: of groups by name, but for those without anybody. */
  readonly counts?: true;
  /** What a link of an answer leads to. */
  readonly link?: string;
  /** So many files are stored of an export or import. */
  readonly stored?: string;
  /** What is run on a schedule, by its name. */
  readonly scheduled?: string;
}

export interface Told {
  readonly stage: InProcessStage;
  readonly client: Client;
}

type Does<Key extends keyof MoreSteps> = (told: Told, given: NonNullable<MoreSteps[Key]>) => Promise<Body>;

let flows = 0;

export const MORE: { readonly [Key in keyof MoreSteps]-?: Does<Key> } = {
  flow: ({ client }, actions) => {
    flows += 1;
    return client.post('flows.json', flowWith(`Flow ${flows}`, 1_000 * flows, actions as readonly object[]));
  },
  counts: async ({ client }) => {
    const { folders, groups } = await exactCounts(client);
    const named: Body[] = await client.all('groups.json');
    const counted = named.map(({ uuid, name }) => [name, groups[uuid]] as const).filter(([, count]) => count !== 0);
    return { folders, groups: Object.fromEntries(counted) };
  },
  link: async ({ stage }, url) => {
    const answer = await stage.service.fetch(url);
    return { status: answer.status, body: answer.status === 302 ? null : await answer.json() };
  },
  stored: async ({ stage }, uuid) => keysOf(stage, uuid).length,
  scheduled: async ({ stage }, name) => {
    await stage.service.run(name as Parameters<typeof stage.service.run>[0]);
    await stage.settle();
    return null;
  },
};

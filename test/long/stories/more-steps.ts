/** What stories do beside requests, imports and exports: the key of a step, and what is looked at then. */
import { expect, onTestFinished } from 'vitest';
import type { ApiAnswer } from '../../support/api/api.ts';
import { exactCounts } from '../../support/api/census.ts';
import type { Client } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { type Carrier, nameList, openCarrier } from '../../support/carrier.ts';
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
  /** A list at the carrier is named for the workspace, or a run tells it: the numbers in it, and what was asked. */
  readonly carrier?: 'named' | CarrierRun;
  /** What somebody else does at the carrier, so many seconds from now. */
  readonly at_carrier?: { does: 'put' | 'remove'; number: string; seconds: number; by_person: boolean };
  /** What is run on a schedule, by its name. */
  readonly scheduled?: string;
}

/** A scheduled run that tells the carrier, by a clock that is ahead by so many days; or the carrier's own clock. */
interface CarrierRun {
  readonly days?: number;
  readonly ahead?: number;
}

export interface Told {
  /** The workspace's list at the carrier, once it is named. */
  list: (Awaited<ReturnType<typeof nameList>> & { readonly carrier: Carrier }) | undefined;
  readonly stage: InProcessStage;
  readonly client: Client;
}

type Does<Key extends keyof MoreSteps> = (told: Told, given: NonNullable<MoreSteps[Key]>) => Promise<Body>;

const DAY_MS = 86_400_000;
let flows = 0;

const listOf = ({ list }: Told) => list ?? expect.fail('Name a list first');

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
  carrier: async (told, given) => {
    if (given === 'named') {
      const carrier = await openCarrier();
      onTestFinished(() => carrier.close());
      told.list = { ...(await nameList(told.stage, carrier, told.client)), carrier };
      return null;
    }
    const { carrier, run, numbers } = listOf(told);
    carrier.asked.length = 0;
    carrier.ahead = (given.ahead ?? 0) * DAY_MS;
    const counts = await run(given);
    carrier.ahead = 0;
    return { ...counts, numbers: numbers(), asked: [...carrier.asked] };
  },
  at_carrier: async (told, { does, number, seconds, by_person: byPerson }) => {
    const { carrier, list } = listOf(told);
    const at = Date.now() + seconds * 1_000;
    if (does === 'put') carrier.kept.put(list, number, { at, byPerson });
    else carrier.kept.remove(list, number, at);
  },
  scheduled: async ({ stage }, name) => {
    await stage.service.run(name as Parameters<typeof stage.service.run>[0]);
    await stage.settle();
    return null;
  },
};

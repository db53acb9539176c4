/** What a brake says of why a stage has so many contacts. Asked only when it stops one. */

import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Approval } from '../../domain/jobs/job.ts';
import type { BrakeReason } from '../../domain/policies/brake-reasons.ts';
import { allPolicies } from '../../domain/policies/built-in.ts';
import { addersOf, brakeReasons } from '../../domain/policies/night.ts';
import { listHistory, readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { loadAssets, readActorNames, readPolicyVersion } from '../workspace/index.ts';
import { readContactSample } from './contact-sample.ts';
import type { JobRecord } from './header.ts';
import { usualNight } from './usual-night.ts';

const LOOKED_AT = 40;
/** Versions of each that are read. */
const VERSIONS = 5;

/**
 * Why a frozen stage has more contacts than its brake lets through: by the nights before it, by its policy, and by up
 * to 40 of its contacts. `last`: its last page, which is not frozen yet. 0.5 read units for each contact, and as many
 * for its history.
 */
export async function readBrakeReasons(
  data: Data,
  job: JobRecord,
  last: readonly ContactId[],
  over?: BrakeReason,
): Promise<Pick<Approval, 'reasons' | 'addedBy' | 'usual'>> {
  const { workspace, policy: of, createdOn: now } = job;
  const assets = await loadAssets(data, workspace);
  const policy = allPolicies(assets).find(({ uuid }) => uuid === of?.uuid);
  if (of === undefined || policy === undefined) return { reasons: ['more_than_usual'] };
  const read = await readContacts(data, workspace, await readContactSample(data, job, { most: LOOKED_AT, last }));
  const contacts = [...read.values()].filter((one): one is Contact => !isTombstone(one));
  const looked = await Promise.all(
    contacts.map(async (contact) => {
      const { entries } = await listHistory(data, workspace, contact.uuid, { limit: VERSIONS, now });
      return { contact, past: entries };
    }),
  );
  const version = await readPolicyVersion(data, workspace, policy.uuid, policy.version);
  const facts = {
    policy,
    ...(over && { over }),
    before: of.before ?? {},
    versionOn: version?.on ?? null,
    looked,
    assets,
    now,
  };
  const reasons = brakeReasons(facts);
  const usual = await usualNight(data, workspace, of);
  const why = { reasons, ...(usual !== undefined && { usual }) };
  if (!reasons.includes('added_to_group')) return why;
  const names = await readActorNames(data, workspace);
  return { ...why, addedBy: addersOf(facts).map((id) => ({ id, name: names.get(id) ?? '' })) };
}

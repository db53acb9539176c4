/** Looks who brought the people of a job in. Asked only when it begins to wait for a second person. */

import type { ContactId } from '../../domain/ids.ts';
import { type BroughtIn, broughtInBy, broughtSince, isChangedSince } from '../../domain/jobs/brought-in.ts';
import { readChangesSince, readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { readPeopleBehind, readPolicyVersion } from '../workspace/index.ts';
import { readContactSample } from './contact-sample.ts';
import type { JobRecord } from './header.ts';

/** All of a smaller job: so a sentence about more than half is wrong of a larger one only where it is close. */
const LOOKED_AT = 500;

/**
 * `last`: its last page, which is not frozen yet. 1 read unit a slice, 20 at most, 0.5 for each contact, and 0.5 for
 * 4 KB of the last 50 versions of each that changed in the weeks before.
 */
export async function readBroughtIn(data: Data, job: JobRecord, last: readonly ContactId[]): Promise<BroughtIn> {
  const { workspace, policy } = job;
  const version = policy && (await readPolicyVersion(data, workspace, policy.uuid, policy.version));
  const since = broughtSince(job, version?.rules);
  const contacts = [
    ...(await readContacts(data, workspace, await readContactSample(data, job, { most: LOOKED_AT, last }))).values(),
  ];
  const changed = contacts.filter((one) => isChangedSince(one, since));
  const changes = await readChangesSince(data, workspace, changed, since);
  const people = await readPeopleBehind(data, workspace);
  return broughtInBy(contacts.length, changes, (id) => people.get(id));
}

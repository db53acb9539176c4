import { readJob } from '../../shared/data/jobs/index.ts';
import {
  listPolicies,
  listPolicyNights,
  listPolicyVersions,
  type PolicyRecord,
  readPolicy,
} from '../../shared/data/workspace/index.ts';
import type { PolicyId } from '../../shared/domain/ids.ts';
import { hasEnded } from '../../shared/domain/jobs/lifecycle.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { page } from '../../shared/lambda/page.ts';
import { byUuid } from '../../shared/lambda/param.ts';
import { uuidParam } from '../../shared/lambda/params.ts';
import { firstNightOf } from '../../shared/services/lifecycle/shadow.ts';
import { builtInPolicy } from './built-in.ts';
import { showDetails, showPolicy } from './present.ts';

/** Nights that are shown of one policy. */
const NIGHTS = 60;

/** GET policies.json: all of them in their order, after the built-in one; `uuid`: one, with nights and versions. */
export const getPolicies = endpoint({
  summary: 'List lifecycle policies',
  roles: ['administrator'],
  params: { uuid: byUuid('only this policy, with its last nights, its versions, and what waits') },
  parse: ({ query }) => uuidParam<PolicyId>(query, 'uuid'),
  async handle(uuid, context) {
    const { runtime, caller, assets } = context;
    if (uuid !== undefined) {
      const policy = await readPolicy(runtime.data, caller.workspace, uuid);
      if (policy === null) throw notFound();
      return ok(page(context, [await detailed(policy, context)], null));
    }
    const policies = await listPolicies(runtime.data, caller.workspace);
    return ok(page(context, [builtInPolicy(assets.settings), ...policies.map((one) => showPolicy(one, assets))], null));
  },
});

async function detailed(policy: PolicyRecord, context: RequestContext) {
  const { runtime, caller, assets, now } = context;
  const [data, workspace] = [runtime.data, caller.workspace];
  const asked = { settings: assets.settings, now };
  const [nights, versions, firstNight, jobs] = await Promise.all([
    listPolicyNights(data, workspace, policy.uuid, NIGHTS),
    listPolicyVersions(data, workspace, policy.uuid),
    policy.state === 'shadow' ? firstNightOf(data, workspace, policy, asked) : null,
    Promise.all(Object.values(policy.progress.jobs ?? {}).map((job) => readJob(data, workspace, job))),
  ]);
  const open = jobs.filter((job) => job !== null).filter((job) => !hasEnded(job));
  return showDetails(policy, assets, { nights, versions, firstNight, jobs: open });
}

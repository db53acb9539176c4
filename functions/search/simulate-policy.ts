import type * as z from 'zod/mini';
import { readCounts } from '../../shared/data/counts/index.ts';
import { consumedSince } from '../../shared/data/dynamo/index.ts';
import { populationOf } from '../../shared/data/search/index.ts';
import { type FlowId, parseUuid } from '../../shared/domain/ids.ts';
import { rulesBody, rulesOf } from '../../shared/domain/policies/body.ts';
import { dayText } from '../../shared/domain/policies/days.ts';
import { draftOf, type PolicyRules } from '../../shared/domain/policies/policy.ts';
import { findGroup } from '../../shared/domain/references.ts';
import { personBehind, ROLES } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { ok, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { requireSearch } from '../../shared/lambda/http/require-query.ts';
import { printQuery } from '../../shared/query/query.ts';
import { simulateRules } from '../../shared/services/lifecycle/simulate.ts';
import type { policySimulationSchema } from './policy-simulation.schema.ts';

/**
 * POST policy_simulations.json: plays a draft over what history knows. By month, whom its stages would have taken and
 * who of them wrote again, and how many of those quiet for so long come back. It changes nothing. Of more than 5,000
 * people, or more messages than 2,700 read units hold, it is about a fair sample.
 */
export const simulatePolicy = unkeptEndpoint({
  summary: 'Try a draft of a policy on the past, without changing anything',
  roles: ROLES,
  body: rulesBody,
  forms: [{ name: 'draft', required: ['stages'] }],
  strict: true,
  async parse(request): Promise<PolicyRules | typeof request.errors> {
    const { given, errors, assets } = request;
    if (!errors.none(given)) return errors;
    const search = given.query ? await requireSearch(request, given.query) : null;
    const rules = rulesOf(
      given,
      {
        assets,
        query: search && printQuery(search.query),
        group: (name) => findGroup(name, assets)?.uuid ?? { code: 'no_such_object', reference: name },
        // What a flow does to a person was not done in the past.
        flow: (uuid) => parseUuid<FlowId>(uuid) ?? { code: 'no_such_object', reference: uuid },
      },
      null,
    );
    if (!('problem' in rules)) return rules;
    errors.add(rules.field, rules.problem);
    return errors;
  },
  async handle(rules, context) {
    const { runtime, caller, assets, now } = context;
    const { data } = runtime;
    const start = data.meter.read();
    const found = await simulateRules(data, caller.workspace, draftOf(rules, null, personBehind(caller), now), {
      assets,
      now,
    });
    const body: z.output<typeof policySimulationSchema> = {
      since: dayText(found.since),
      people: found.people,
      read: found.lives.length,
      wanted: found.wanted,
      of: populationOf(await readCounts(data, caller.workspace)),
      sampled: !found.whole,
      stages: rules.stages.map(({ key, do: type }, at) => {
        const days = found.days[at] ?? 0;
        return { key, do: type, days, total: found.trials.find((trial) => trial.days === days)?.total ?? null };
      }),
      trials: found.trials,
      returns: found.returns,
      prompted: found.prompted,
      never_seen: found.neverSeen,
      read_units: consumedSince(data.meter, start).readUnits,
    };
    return ok(body);
  },
  audit: unaudited,
  replay: 'unneeded',
});

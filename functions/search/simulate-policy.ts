import * as z from 'zod/mini';
import { readCounts } from '../../shared/data/counts/index.ts';
import { consumedSince } from '../../shared/data/dynamo/index.ts';
import { populationOf } from '../../shared/data/search/index.ts';
import { dayText } from '../../shared/domain/calendar/days.ts';
import { type FlowId, parseUuid } from '../../shared/domain/ids.ts';
import { rulesBody, rulesOf } from '../../shared/domain/policies/body.ts';
import { draftOf, type PolicyRules } from '../../shared/domain/policies/policy.ts';
import { STAGE_TYPES } from '../../shared/domain/policies/stage-rule.ts';
import { findGroup } from '../../shared/domain/references.ts';
import { personBehind, ROLES } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { ok, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { presenter } from '../../shared/lambda/http/presenter.ts';
import { requireSearch } from '../../shared/lambda/http/require-query.ts';
import { printQuery } from '../../shared/query/query.ts';
import { simulateRules } from '../../shared/services/lifecycle/simulate.ts';

/** A number for each day from 7 to 720, as far as anybody was quiet for so long; null where it is unknown. */
const byDays = z.array(z.nullable(z.number()));

const returns = z.object({
  share: byDays,
  low: byDays,
  high: byDays,
  cases: z.array(z.int()),
  returned: z.array(z.int()),
  plain_low: byDays,
  plain_high: byDays,
});

/** Whom a stage would have taken, and how many of them wrote again within so many days, or until today. */
const taken = z.object({
  taken: z.int(),
  wrote_within: z.object({ 30: z.int(), 90: z.int(), 365: z.int() }),
  wrote_ever: z.int(),
});

/**
 * A draft, played over the past. `of` are all contacts, `wanted` those whose past was to be read, `read` those whose
 * past was read before the budget of an answer was spent, `people` those of them in the selection. `trials` have other
 * numbers of days for the first stage. A `total` is null after 720 days, and where nobody is known to be taken while it
 * is `unknown` of some: they came here with a past, and had been quiet for longer by then.
 */
const simulationShown = presenter<Simulated>()({
  since: [z.string(), ({ since }) => dayText(since)],
  people: z.int(),
  untold: z.boolean(),
  read: [z.int(), ({ lives }) => lives.length],
  wanted: z.int(),
  of: z.int(),
  sampled: [z.boolean(), ({ whole }) => !whole],
  stages: [
    z.array(z.object({ key: z.string(), do: z.enum(STAGE_TYPES), days: z.int(), total: z.nullable(taken) })),
    ({ rules, days: ofStages, trials }) =>
      rules.stages.map(({ key, do: type }, at) => {
        const days = ofStages[at] ?? 0;
        return { key, do: type, days, total: trials.find((trial) => trial.days === days)?.total ?? null };
      }),
  ],
  trials: z.array(
    z.object({
      days: z.int(),
      unknown: z.int(),
      total: z.nullable(taken),
      months: z.array(z.extend(taken, { month: z.string() })),
    }),
  ),
  returns: z.object({ 30: returns, 90: returns, 365: returns }),
  prompted: z.int(),
  never_seen: z.object({ open: z.int(), wrote: z.int() }),
  read_units: z.number(),
});

interface Simulated extends Awaited<ReturnType<typeof simulateRules>> {
  readonly rules: PolicyRules;
  readonly of: number;
  readonly readUnits: number;
}

/**
 * POST policy_simulations.json: plays a draft over what history knows. By month, whom its stages would have taken and
 * who of them wrote again, and how many of those quiet for so long come back. It changes nothing. Of more than 5,000
 * people, or more messages than 2,700 read units hold, it is about a fair sample.
 */
export const simulatePolicy = unkeptEndpoint({
  summary: 'Try a draft of a policy on the past, without changing anything',
  answers: shown(simulationShown),
  seconds: 8,
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
    const of = populationOf(await readCounts(data, caller.workspace));
    const { readUnits } = consumedSince(data.meter, start);
    return ok(simulationShown.show({ ...found, rules, of, readUnits }));
  },
  audit: unaudited,
  replay: 'unneeded',
});

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { changePolicy, createPolicy, listPolicies, readPolicy } from '../../shared/data/workspace/index.ts';
import { nightAfterNext } from '../../shared/domain/calendar/days.ts';
import type { PolicyId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { GivenRules } from '../../shared/domain/policies/body.ts';
import { draftOf, type Policy, type PolicyRules, type ProposedRules } from '../../shared/domain/policies/policy.ts';
import { isSeconded } from '../../shared/domain/settings/loosening.ts';
import { namesGone } from '../../shared/domain/uses/group-uses.ts';
import { personBehind, type Settings } from '../../shared/domain/workspace.ts';
import { saved } from '../../shared/lambda/http/answers.ts';
import {
  created,
  keeping,
  ok,
  type Request,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound, refuse } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { policyShown } from './present.ts';
import { loosenedFrom, preview } from './preview.ts';
import { policyBody, requireRules } from './rules.ts';

type PolicyRequest = Request<'uuid', typeof policyBody>;

interface NewPolicy {
  readonly before: null;
  readonly name: string;
  readonly position: number | undefined;
  readonly state: Policy['state'];
  readonly rules: PolicyRules;
}

interface ChangedPolicy {
  readonly before: Policy;
  readonly set: Partial<Pick<Policy, 'name' | 'position' | 'state'>>;
  /** A new version; null: the rules stay. */
  readonly rules: PolicyRules | null;
  /** The rules by which people are protected less than before. */
  readonly loosens: readonly string[];
  /** It waits for another administrator. */
  readonly proposed: ProposedRules | null;
}

/**
 * POST policies.json: makes a policy (201), which begins in shadow; `?uuid=` changes one (200). Other rules make a new
 * version, with which the old one ends. Switching on begins the days of waiting. With the `revision` that was read, a
 * policy that somebody else has changed since stays as it is (409). What protects people less takes the `count` of
 * those who would be taken, above `approve_above` another administrator who asks for the same, and acts a night later.
 */
export const savePolicy = writeEndpoint({
  summary: 'Create or change a lifecycle policy',
  answers: saved(policyShown),
  roles: ['administrator'],
  params: { uuid: byUuid('the policy to change') },
  body: policyBody,
  forms: [
    { name: 'create', required: ['name', 'stages'], without: 'uuid' },
    { name: 'change', with: 'uuid' },
  ],
  strict: true,
  parse: (request): Promise<NewPolicy | ChangedPolicy | FieldErrors> =>
    request.query.uuid === undefined ? parseNew(request) : parseChange(request),
  handle: (command, context) => (command.before === null ? create(command, context) : change(command, context)),
  audit: (command, { assets }, { kept, body }) => ({
    kind: 'policy.saved',
    about: kept,
    details: {
      name: (body as { readonly name: string }).name,
      state: (body as { readonly state: string }).state,
      ...(command.before !== null && { was: command.before.state, version_was: command.before.version }),
      ...(command.before !== null && command.loosens.length > 0 && { loosens: command.loosens }),
      ...(command.before !== null && command.proposed && { waits: true }),
      workspace: assets.settings.name,
    },
  }),
  async made(seed, { runtime, caller }) {
    const policy = await readPolicy(runtime.data, caller.workspace, seed as PolicyId);
    return policy && { status: 201, kept: policy.uuid };
  },
  async replay(uuid: PolicyId, { runtime, caller, assets }) {
    const policy = await readPolicy(runtime.data, caller.workspace, uuid);
    return policy && { body: policyShown.show(policy, assets) };
  },
});

async function parseNew(request: PolicyRequest): Promise<NewPolicy | FieldErrors> {
  const { given, errors } = request;
  if (given.name === undefined) errors.add('name', { code: 'required' });
  if (given.state === 'on') errors.add('state', { code: 'policy_shadow_first' });
  if (!errors.none(given)) return errors;
  const rules = await requireRules(given, errors, request, null);
  if (rules === null) return errors;
  return { before: null, name: given.name ?? '', position: given.position, state: given.state ?? 'shadow', rules };
}

async function parseChange(request: PolicyRequest): Promise<ChangedPolicy | FieldErrors> {
  const { given, errors, query, runtime, caller } = request;
  const before = await readPolicy(runtime.data, caller.workspace, requireUuid<PolicyId>(query, 'uuid'));
  if (before === null) throw notFound();
  if (!errors.none(given)) return errors;
  const { progress: _, ...policy } = before;
  const { name, position, state, revision, count, ...rest } = given;
  if (revision !== undefined && revision !== before.revision) throw refuse({ code: 'policy_changed' }, 409);
  const set = {
    ...(name !== undefined && { name }),
    ...(position !== undefined && { position }),
    ...(state !== undefined && { state }),
  };
  const asked = Object.values(rest).some((value) => value !== undefined);
  const rules = asked ? await requireRules(rest as GivenRules, errors, request, before.rules) : before.rules;
  if (rules === null) return errors;
  const works = (state ?? before.state) !== 'off' && (asked || state !== undefined);
  if (works && namesGone({ rules }, request.assets, request.now)) {
    errors.add('state', { code: 'policy_names_gone' });
    return errors;
  }
  const isSame = isDeepStrictEqual(rules, before.rules);
  const command = { before: policy, set, rules: isSame ? null : rules, loosens: [], proposed: null };
  if ((state ?? before.state) !== 'on' || (isSame && before.state === 'on')) return command;
  return guarded(command, rules, count, request);
}

/** What protects people less than before needs their number, and perhaps another administrator. */
async function guarded(
  command: ChangedPolicy,
  rules: PolicyRules,
  known: number | undefined,
  request: PolicyRequest,
): Promise<ChangedPolicy | FieldErrors> {
  const { before } = command;
  const { caller, assets, now, errors } = request;
  const loosens = await loosenedFrom(before, rules, request);
  if (loosens.length === 0) return command;
  const by = personBehind(caller);
  const { count } = await preview({ before, policy: draftOf(rules, before, by, now) }, request);
  if (known !== count) {
    errors.add('count', { code: 'policy_count', rules: loosens.join(', '), count, again: count });
    return errors;
  }
  const { approveAbove = null } = assets.settings;
  const { proposed = null } = before;
  const isAgreed = proposed !== null && isSeconded(proposed, by, now) && isDeepStrictEqual(proposed.rules, rules);
  const waits = approveAbove !== null && count > approveAbove && !isAgreed;
  return { ...command, loosens, proposed: waits ? { rules, by, on: now } : null };
}

async function create(
  { name, position, state, rules }: NewPolicy,
  { runtime, caller, assets, now, seed }: RequestContext,
): Promise<Written<PolicyId>> {
  const policies = await listPolicies(runtime.data, caller.workspace);
  const policy: Policy = {
    uuid: (seed ?? randomUUID()) as PolicyId,
    name,
    state,
    version: 1,
    rules,
    begunOn: now,
    createdOn: now,
    revision: 1,
    position: position ?? Math.max(0, ...policies.map((one) => one.position)) + 1,
    createdBy: personBehind(caller),
  };
  if (!(await createPolicy(runtime.data, caller.workspace, policy))) throw limitReached();
  return keeping(created(policyShown.show(policy, assets)), policy.uuid);
}

async function change(command: ChangedPolicy, { runtime, caller, assets, now }: RequestContext) {
  const { before } = command;
  const next = nextOf(command, assets.settings, now);
  const after = await changePolicy(runtime.data, caller.workspace, before, { ...next, by: personBehind(caller) });
  if (after === null) throw refuse({ code: 'policy_changed' }, 409);
  return keeping(ok(policyShown.show(after, assets)), before.uuid);
}

function nextOf({ before, set, rules, loosens, proposed }: ChangedPolicy, settings: Settings, now: Instant) {
  const { state: _, ...named } = set;
  if (proposed !== null) return { ...named, proposed };
  const isSwitched = set.state !== undefined && set.state !== before.state;
  const begins = rules !== null || (isSwitched && set.state !== 'off');
  const { proposed: asked } = before;
  return {
    ...set,
    ...(rules !== null && { rules, version: before.version + 1 }),
    // Whoever asked first has made it, so neither of both approves what it does.
    ...(rules !== null && asked && loosens.length > 0 && { versionBy: asked.by }),
    ...(begins && { begunOn: now }),
    ...(loosens.length > 0 && { actsFrom: nightAfterNext(rules ?? before.rules, settings.timezone, now) }),
    ...(isSwitched && before.state === 'on' && { onVersion: before.version }),
    ...(asked && (begins || isSwitched) && { proposed: null }),
  };
}

import { readContact } from '../../shared/data/contacts/index.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { clockName, clockOf } from '../../shared/domain/policies/clock.ts';
import { dayText } from '../../shared/domain/policies/days.ts';
import { nextStage } from '../../shared/domain/policies/due.ts';
import { isSendingStopped, policyStanding } from '../../shared/domain/policies/mark.ts';
import { policyFor, whyNotFor } from '../../shared/domain/policies/members.ts';
import { stageOf } from '../../shared/domain/policies/stages.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound } from '../../shared/lambda/http/errors.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import type { ShownPolicyContact } from './answers.schema.ts';

/** GET policy_contacts.json: what policies did to a contact, and what comes next, when and why. */
export const getPolicyContact = endpoint({
  summary: 'Show which policy is for a contact, and what comes next',
  params: { contact: required(byUuid('the contact')) },
  async parse({ query, runtime, caller }) {
    const read = await readContact(runtime.data, caller.workspace, requireUuid(query, 'contact'), { consistent: true });
    if (!read || isTombstone(read)) throw notFound();
    return read;
  },
  handle: (contact, context) => ok(showPolicyContact(contact, context)),
});

export function showPolicyContact(contact: Contact, { assets, now }: Pick<RequestContext, 'assets' | 'now'>) {
  const { policyMark: mark, hold } = contact;
  const by = mark && assets.policies?.find(({ uuid }) => uuid === mark.policy);
  const policy = policyFor(contact, { assets, now });
  const shown: ShownPolicyContact = {
    contact: contact.uuid,
    hold: hold && { ...hold, on: formatInstant(hold.on) },
    last: mark && {
      policy: mark.policy,
      name: by?.name ?? null,
      version: mark.version,
      stage: mark.stage,
      on: formatInstant(mark.on),
      stands: by != null && policyStanding(by, contact).at === 'stage',
    },
    sending_stopped: isSendingStopped(contact),
    policy: policy && { uuid: policy.uuid, name: policy.name, version: policy.version },
    next: policy && whyNotFor(policy, contact, { assets, now }) === null ? nextOf(contact, policy, assets) : null,
  };
  return shown;
}

function nextOf(
  contact: Contact,
  policy: NonNullable<ReturnType<typeof policyFor>>,
  assets: RequestContext['assets'],
): ShownPolicyContact['next'] {
  const next = nextStage(policy, contact, assets.settings);
  const rule = next && policy.rules.stages[next.stage];
  const clock = clockOf(policy.rules.clock, contact);
  if (!next || !rule || clock === null) return null;
  return {
    stage: rule.key,
    words: stageOf(rule).words(rule, assets),
    on: dayText(next.on),
    clock: clockName(policy.rules.clock),
    clock_on: formatInstant(clock),
  };
}

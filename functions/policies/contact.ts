import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import { dayText } from '../../shared/domain/calendar/days.ts';
import { type Contact, type Hold, isTombstone, type PolicyMark } from '../../shared/domain/contacts/contact.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { clockName, clockOf } from '../../shared/domain/policies/clock.ts';
import { nextStage } from '../../shared/domain/policies/due.ts';
import { isSendingStopped, policyStanding } from '../../shared/domain/policies/mark.ts';
import { policyFor, policyOver } from '../../shared/domain/policies/members.ts';
import { stageOf } from '../../shared/domain/policies/stages.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound } from '../../shared/lambda/http/errors.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

type Deciding = Pick<RequestContext, 'assets' | 'now'>;

const lastShown = presenter<{ readonly contact: Contact; readonly mark: PolicyMark }, Deciding>()({
  policy: [z.uuid(), ({ mark }) => mark.policy],
  name: [z.nullable(z.string()), ({ mark }, { assets }) => policyOf(mark, assets)?.name ?? null],
  version: [z.int(), ({ mark }) => mark.version],
  stage: [z.string(), ({ mark }) => mark.stage],
  on: [timestamp, ({ mark }) => mark.on],
  stands: [
    z.boolean(),
    ({ contact, mark }, { assets }) => {
      const by = policyOf(mark, assets);
      return by !== undefined && policyStanding(by, contact).at === 'stage';
    },
  ],
});

const policyOf = ({ policy }: PolicyMark, { policies }: RequestContext['assets']) =>
  policies?.find(({ uuid }) => uuid === policy);

export const policyContactShown = presenter<Contact, Deciding>()({
  contact: [z.uuid(), ({ uuid }) => uuid],
  hold: orNull(presenter<Hold>()({ on: timestamp, by: z.string(), reason: z.nullable(z.string()) })),
  /** The stage that took the contact last, whether it still counts or not. */
  last: [orNull(lastShown), (contact) => contact.policyMark && { contact, mark: contact.policyMark }],
  sending_stopped: [z.boolean(), isSendingStopped],
  /** The policy that is for the contact; null: none. */
  policy: [z.nullable(z.object({ uuid: z.uuid(), name: z.string(), version: z.int() })), policyFor],
  next: [
    z.nullable(
      z.object({ stage: z.string(), words: z.string(), on: z.string(), clock: z.string(), clock_on: z.string() }),
    ),
    nextOf,
  ],
});

/** GET policy_contacts.json: what policies did to a contact, and what comes next, when and why. */
export const getPolicyContact = endpoint({
  summary: 'Show which policy is for a contact, and what comes next',
  answers: shown(policyContactShown),
  params: { contact: required(byUuid('the contact')) },
  async parse({ query, runtime, caller }) {
    const read = await readContact(runtime.data, caller.workspace, requireUuid(query, 'contact'), { consistent: true });
    if (!read || isTombstone(read)) throw notFound();
    return read;
  },
  handle: (contact, context) => ok(policyContactShown.show(contact, context)),
});

function nextOf(contact: Contact, { assets, now }: Deciding) {
  const policy = policyOver(contact, { assets, now });
  if (policy === null) return null;
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

/** suppressions.json: addresses without a contact that refused messages. For administrators. */
import * as z from 'zod/mini';
import { listCheckWrites } from '../../shared/data/carrier/index.ts';
import {
  changeContact,
  FREE,
  type Holder,
  liftSuppression,
  optOutOf,
  readHolders,
  readSuppression,
  suppress,
} from '../../shared/data/contacts/index.ts';
import { CONFLICT, eachAlone, RACES, retryOnConflict, transact, type Write } from '../../shared/data/dynamo/index.ts';
import { listsOf } from '../../shared/domain/carrier/lists.ts';
import { numberOf } from '../../shared/domain/carrier/numbers.ts';
import { apply } from '../../shared/domain/changes/apply.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { LONGEST_REASON, type OptOut, refusalOf } from '../../shared/domain/contacts/opt-out/last-word.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import { text } from '../../shared/domain/schema.ts';
import { URN } from '../../shared/domain/text-forms.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { requireUnseen } from '../../shared/lambda/callers/token-use.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import {
  deleteEndpoint,
  endpoint,
  keeping,
  ok,
  type RequestContext,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { byText, required } from '../../shared/lambda/http/param.ts';
import { requireLookup, urnParam } from '../../shared/lambda/http/params.ts';
import { arrayOf, named, orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { normalUrns, urnsOfBody } from './urns-of-body.ts';

const roles = ['administrator'] as const;
const ADDRESS = { urn: required(byText('the address', URN)) };

interface Suppression extends Awaited<ReturnType<typeof readSuppression>> {
  readonly urn: string;
  readonly refusal: OptOut | null;
}

type Note = Suppression['notes'][number];

const noteShown = presenter<Note>()({
  on: timestamp,
  what: z.enum(['added', 'lifted']),
  by: z.string(),
  reason: z.string(),
});

const suppressionShown = presenter<Suppression>('Suppression')({
  urn: z.string(),
  suppressed: [z.boolean(), ({ refusal }) => refusal !== null],
  status: [z.nullable(z.enum(['stopped', 'blocked'])), ({ refusal }) => refusal?.reason ?? null],
  since: [
    orNull(timestamp),
    ({ refusal, holder, at }) => refusal && (refusal.said ?? (holder.kind === 'owned' ? holder.contact.statusOn : at)),
  ],
  contact: [z.nullable(z.uuid()), ({ holder }) => (holder.kind === 'owned' ? holder.contact.uuid : null)],
  notes: arrayOf(noteShown),
});

/** GET suppressions.json?urn=: whether an address refused messages, since when, and who added or lifted that. */
export const readSuppressions = endpoint({
  summary: 'Whether an address is suppressed, and since when',
  answers: shown(suppressionShown),
  roles,
  params: ADDRESS,
  parse({ query, assets }) {
    requireLookup(query, 'urn');
    return urnParam(query.urn ?? '', assets);
  },
  async handle(urn, { runtime, caller, now }) {
    const found = await readSuppression(runtime.data, caller.workspace, identityOf(urn), now);
    return ok(suppressionShown.show({ ...found, urn, refusal: refusalWith(found.holder) }));
  },
});

function refusalWith(holder: Holder): OptOut | null {
  if (holder.kind === 'owned') return refusalOf(holder.contact);
  return optOutOf(holder);
}

/** DELETE suppressions.json?urn=&reason=: a new owner of the address is no longer stopped by it. */
export const removeSuppression = deleteEndpoint({
  summary: 'Lift the suppression of an address, with a reason',
  roles,
  params: {
    ...ADDRESS,
    reason: required(
      byText(`why it is lifted, in at most ${LONGEST_REASON} characters`, {
        pattern: '\\S',
        maxLength: LONGEST_REASON,
      }),
    ),
  },
  parse({ query, assets }) {
    requireLookup(query, 'urn');
    const reason = (query.reason ?? '').trim();
    if (reason === '') throw refuse({ code: 'suppression_reason' });
    if ([...reason].length > LONGEST_REASON)
      throw refuse({ code: 'param_too_long', param: 'reason', most: LONGEST_REASON });
    return { urn: urnParam(query.urn ?? '', assets), reason };
  },
  async handle({ urn, reason }, context) {
    const { runtime, caller, now } = context;
    const identity = identityOf(urn);
    await requireUnseen('lift_opt_outs', 1, context);
    await retryOnConflict<true>(RACES, 'a suppressed address', async () => {
      const holder = (await readHolders(runtime.data, caller.workspace, [identity])).get(identity);
      if (holder?.kind === 'owned') throw refuse({ code: 'address_has_contact' });
      if (!holder || holder.kind === 'free' || holder.optOut === null) throw notFound();
      const note = { on: now, what: 'lifted', by: caller.id, reason } as const;
      return (
        (await liftSuppression(
          runtime.data,
          caller.workspace,
          identity,
          holder,
          note,
          await forCarrier(identity, context),
        )) || CONFLICT
      );
    });
    return true;
  },
  audit: () => ({ kind: 'opt_out.lifted', details: { addresses: 1 } }),
});

/** Writes the checks of an address without a contact for the workspace's opt-out lists. */
async function forCarrier(identity: string, { runtime, caller, now }: RequestContext): Promise<Write[]> {
  const lists = listsOf(runtime.config.optOutLists, caller.workspace);
  const number = numberOf(identity);
  return number === null ? [] : listCheckWrites(runtime.data, lists, { number, at: now });
}

const AT_ONCE = 24;

/** The result for an added address: its contact was stopped, it had refused messages already, or it is remembered. */
const ADDED = ['suppressed', 'stopped', 'already'] as const;

type Added = (typeof ADDED)[number];

/** POST suppressions.json: up to 1,000 addresses that refused messages. Contacts are stopped; others are remembered. */
export const addSuppressions = writeEndpoint({
  summary: 'Suppress addresses, with a reason',
  answers: { 200: named('Added', z.object({ results: z.array(z.object({ outcome: z.enum(ADDED) })) })) },
  roles,
  body: { ...urnsOfBody(), reason: text({ max: LONGEST_REASON }) },
  strict: true,
  parse(request) {
    const { given, errors, assets } = request;
    if (assets.settings.anon) errors.add('urns', { code: 'no_urn_lookups' });
    const urns = normalUrns(request);
    return errors.none(given) ? { identities: urns.map(identityOf), reason: given.reason } : errors;
  },
  async handle({ identities, reason }, context) {
    const { runtime, caller } = context;
    const holders = await readHolders(runtime.data, caller.workspace, identities);
    const outcomes = new Map<string, Added>();
    await eachAlone([...holders], AT_ONCE, async ([identity, read]) => {
      outcomes.set(identity, await add(identity, read, reason, context));
    });
    const all = identities.map((identity) => outcomes.get(identity) ?? 'already');
    return keeping(ok(showAdded(all)), all);
  },
  audit: unaudited,
  made: 'nothing',
  replay: (all: Added[]) => ({ body: showAdded(all) }),
});

const showAdded = (all: readonly Added[]) => ({ results: all.map((outcome) => ({ outcome })) });

/** `read` is the holder when all were read; it is read again if that has changed. */
function add(identity: string, read: Holder, reason: string, context: RequestContext): Promise<Added> {
  const { runtime, caller, now } = context;
  let known: Holder | undefined = read;
  return retryOnConflict<Added>(RACES, 'a suppressed address', async () => {
    const holder = known ?? (await readHolders(runtime.data, caller.workspace, [identity])).get(identity) ?? FREE;
    known = undefined;
    if (holder.kind === 'owned') return (await stop(holder.contact, reason, context)) ?? CONFLICT;
    // A contact that is only blocked has not opted out: the opt-out is remembered, since the block may be lifted.
    const also = await forCarrier(identity, context);
    if ((optOutOf(holder)?.said ?? null) !== null) {
      // The opt-out may be older than the carrier's list; only this request knows its number.
      if (also.length > 0) await transact(runtime.data, also);
      return 'already';
    }
    const note = { on: now, what: 'added', by: caller.id, reason } as const;
    return (await suppress(runtime.data, caller.workspace, identity, holder, note, also)) ? 'suppressed' : CONFLICT;
  });
}

/** Null when the contact was deleted meanwhile. */
async function stop(read: Contact, reason: string, context: RequestContext): Promise<Added | null> {
  const { runtime, caller, assets, now, change } = context;
  if (refusalOf(read)?.said) return 'already';
  const done = await changeContact(runtime.data, caller.workspace, read.uuid, { read }, (contact) =>
    apply(contact, [{ type: 'word', says: 'out', on: now, reason }], assets, { now, change, taken: new Set() }),
  );
  return 'contact' in done ? 'stopped' : null;
}

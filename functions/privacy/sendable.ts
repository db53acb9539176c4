import * as z from 'zod/mini';
import { FREE, type Holder, readHolders } from '../../shared/data/contacts/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import { isSendingStopped } from '../../shared/domain/policies/night.ts';
import { unreachable } from '../../shared/domain/unreachable.ts';
import { ROLES } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { ok, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { named, presenter } from '../../shared/lambda/http/presenter.ts';
import { normalUrns, urnsOfBody } from './urns-of-body.ts';

const SENDABLE = ['sendable', 'quiet', 'stopped', 'blocked', 'archived', 'suppressed', 'unknown'] as const;
type Sendable = (typeof SENDABLE)[number];

const sendableShown = presenter<{ readonly urn: string; readonly holder: Holder }>()({
  urn: z.string(),
  outcome: [z.enum(SENDABLE), ({ holder }) => outcomeOf(holder)],
  contact: [z.nullable(z.uuid()), ({ holder }) => (holder.kind === 'owned' ? holder.contact.uuid : null)],
});

/** POST sendable.json: whether owners of up to 1,000 addresses may be sent messages. At most 1 read unit each. */
export const sendable = unkeptEndpoint({
  summary: 'Check which addresses may be sent messages',
  answers: { 200: named('Sendable', z.object({ results: z.array(sendableShown.schema) })) },
  roles: ROLES,
  body: urnsOfBody(),
  strict: true,
  parse(request) {
    const { errors, given, assets } = request;
    if (assets.settings.anon) errors.add('urns', { code: 'no_urn_lookups' });
    const urns = normalUrns(request);
    return errors.none(given) ? urns : errors;
  },
  async handle(urns, { runtime, caller }) {
    const identities = urns.map(identityOf);
    const holders = await readHolders(runtime.data, caller.workspace, identities, { consistent: false });
    return ok({
      results: urns.map((urn, index) => {
        const holder = holders.get(identities[index] ?? '') ?? FREE;
        return sendableShown.show({ urn, holder });
      }),
    });
  },
  audit: unaudited,
  replay: 'unneeded',
});

function outcomeOf(holder: Holder): Sendable {
  switch (holder.kind) {
    case 'owned':
      return ofContact(holder.contact);
    case 'tombstone':
      return 'suppressed';
    case 'gone':
      return holder.optOut === null ? 'unknown' : 'suppressed';
    case 'free':
      return 'unknown';
    default:
      return unreachable(holder);
  }
}

/**
 * `quiet`: a policy has stopped sending until a sign of life. For an archived contact the opt-out comes first, because
 * it outlasts the archive.
 */
function ofContact(contact: Contact): Sendable {
  const { status, optOut } = contact;
  if (status !== 'active') return optOut ?? status;
  return isSendingStopped(contact) ? 'quiet' : 'sendable';
}

import * as z from 'zod/mini';
import * as team from '../../shared/data/workspace/index.ts';
import type { InvitationId, PersonId } from '../../shared/domain/ids.ts';
import type { Invitation, Person } from '../../shared/domain/people.ts';
import { ROLES, type Role } from '../../shared/domain/workspace.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { deleteEndpoint, endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { page } from '../../shared/lambda/http/page.ts';
import { byUuid, required, yesOrNo } from '../../shared/lambda/http/param.ts';
import { flagParam, requireUuid } from '../../shared/lambda/http/params.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { actorShown } from './tokens.ts';

/** Somebody who may sign in, or is invited to. */
export const personShown = presenter<Person | Invitation, Pick<RequestContext, 'now'>>('Person')({
  uuid: [z.uuid(), ({ id }) => id],
  status: [
    z.enum(['active', 'invited', 'expired']),
    (one, { now }) => ('expiresOn' in one ? (one.expiresOn <= now ? 'expired' : 'invited') : 'active'),
  ],
  /** Null for somebody who has not signed in yet. */
  name: [z.nullable(z.string()), (one) => ('name' in one ? one.name : null)],
  email: z.nullable(z.string()),
  role: z.enum(ROLES),
  created_on: timestamp,
  /** Of an invitation. */
  expires_on: [orNull(timestamp), (one) => ('expiresOn' in one ? one.expiresOn : null)],
  invited_by: actorShown,
});

/** GET people.json: who may sign in, then who is invited, the oldest first. */
export const getPeople = endpoint({
  summary: 'List people and invitations',
  answers: pagesOf(personShown),
  roles: ['administrator'],
  parse: () => null,
  async handle(_, context) {
    const { runtime, caller } = context;
    const [people, invitations] = await Promise.all([
      team.listPeople(runtime.data, caller.workspace),
      team.listInvitations(runtime.data, caller.workspace),
    ]);
    const shown = [...people, ...invitations].map((one) => personShown.show(one, context));
    return ok(page(context, shown, null));
  },
});

/**
 * DELETE people.json?uuid=: at once. The tokens that a person has made go too, unless `keep_tokens` is given, and so do
 * their invitations. Also of somebody who is removed already: a request before may have died half-way.
 */
export const deletePerson = deleteEndpoint({
  summary: 'Remove a person, or withdraw an invitation',
  roles: ['administrator'],
  params: {
    uuid: required(byUuid('the person or invitation')),
    keep_tokens: yesOrNo('whether the tokens and invitations that the person has made stay valid'),
  },
  parse: ({ query }) => ({ uuid: requireUuid<PersonId>(query, 'uuid'), keepTokens: flagParam(query, 'keep_tokens') }),
  async handle({ uuid, keepTokens }, context) {
    const { runtime, caller, now } = context;
    const { data } = runtime;
    const removed = await team.removePerson(data, caller.workspace, uuid, now);
    if (removed === 'last_administrator') throw refuse({ code: 'last_administrator' }, 409);
    if (!keepTokens) await takeBack(uuid, null, context);
    if (removed !== 'missing') return true;
    return (await team.withdrawInvitation(data, caller.workspace, uuid as string as InvitationId)) !== null;
  },
  audit: ({ uuid, keepTokens }) => ({ kind: 'person.removed', about: uuid, details: { keep_tokens: keepTokens } }),
});

/**
 * Takes back what a person has made that may more than `left` (null: nothing is left): their tokens, and invitations
 * whose links they have seen. Again until none is found, since a token may make another one before it goes.
 */
export async function takeBack(
  person: PersonId,
  left: Role | null,
  { runtime: { data }, caller: { workspace }, now }: Pick<RequestContext, 'runtime' | 'caller' | 'now'>,
): Promise<void> {
  const isWider = ({ role }: { readonly role: Role }) => left === null || ROLES.indexOf(role) < ROLES.indexOf(left);
  const makers = new Set<string>([person]);
  for (;;) {
    const tokens = (await team.listTokens(data, workspace)).filter((one) => one.owner?.id === person && isWider(one));
    for (const { id } of tokens) makers.add(id);
    const invitations = (await team.listInvitations(data, workspace)).filter(
      (one) => makers.has(one.invitedBy.id) && isWider(one),
    );
    if (tokens.length + invitations.length === 0) return;
    await Promise.all([
      ...tokens.map(({ id }) => team.revokeToken(data, workspace, id, now)),
      ...invitations.map(({ id }) => team.withdrawInvitation(data, workspace, id)),
    ]);
  }
}

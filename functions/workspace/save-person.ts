import * as z from 'zod/mini';
import * as team from '../../shared/data/workspace/index.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import { MAX_PEOPLE, type Person } from '../../shared/domain/people.ts';
import { choice, says, text } from '../../shared/domain/schema.ts';
import { ROLES, type Role } from '../../shared/domain/workspace.ts';
import { created, ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound, refuse } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { uuidParam } from '../../shared/lambda/http/params.ts';
import { named } from '../../shared/lambda/http/presenter.ts';
import { personShown, takeBack } from './people.ts';

const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;

const body = {
  email: z.optional(
    text({ max: 254, form: { format: 'email' } }).check(
      z.refine((value) => EMAIL.test(value), { error: says({ code: 'email_wrong' }) }),
    ),
  ),
  role: choice(ROLES),
};

type Command = { readonly uuid: PersonId; readonly role: Role } | { readonly email: string; readonly role: Role };

/** POST people.json: invites by e-mail (201), and only then shows the link; `?uuid=` gives a person another role. */
export const savePerson = unkeptEndpoint({
  summary: 'Invite a person, or change a role; a workspace has 250 at most',
  answers: { 200: personShown.schema, 201: named('NewPerson', z.extend(personShown.schema, { link: z.string() })) },
  roles: ['administrator'],
  params: { uuid: byUuid('the person whose role changes') },
  body,
  forms: [
    { name: 'invite', required: ['email', 'role'], without: 'uuid' },
    { name: 'change', fields: ['role'], required: ['role'], with: 'uuid' },
  ],
  strict: true,
  parse({ given, errors, query }): Command | FieldErrors {
    const uuid = uuidParam<PersonId>(query, 'uuid');
    if (uuid === undefined && given.email === undefined) errors.add('email', { code: 'required' });
    if (uuid !== undefined && given.email !== undefined) errors.add('email', { code: 'email_stays' });
    if (!errors.none(given)) return errors;
    return uuid === undefined ? { email: given.email ?? '', role: given.role } : { uuid, role: given.role };
  },
  async handle(command, context) {
    if (!('uuid' in command)) return created(await invite(command, context));
    return ok(personShown.show(await change(command, context), context));
  },
  audit: (command, _, { body: shown }) => ({
    kind: 'uuid' in command ? 'person.changed' : 'person.invited',
    about: (shown as { readonly uuid: string }).uuid,
    details: { role: command.role },
  }),
  replay: 'refused',
});

async function change(
  { uuid, role }: { readonly uuid: PersonId; readonly role: Role },
  context: RequestContext,
): Promise<Person> {
  const changed = await team.changeRole(context.runtime.data, context.caller.workspace, uuid, role);
  if (changed === 'missing') throw notFound();
  if (changed === 'last_administrator') throw refuse({ code: 'last_administrator' }, 409);
  await takeBack(uuid, role, context);
  return changed.person;
}

/** A new invitation to the same address replaces the one before, whose link may be lost. */
async function invite({ email, role }: { readonly email: string; readonly role: Role }, context: RequestContext) {
  const { runtime, caller, now, url } = context;
  const { data } = runtime;
  if (runtime.config.signIn === undefined) throw refuse({ code: 'no_sign_in' }, 409);
  const isSame = (one: { readonly email: string | null }) => one.email?.toLowerCase() === email.toLowerCase();
  const [people, open] = await Promise.all([
    team.listPeople(data, caller.workspace),
    team.listInvitations(data, caller.workspace),
  ]);
  if (people.some(isSame)) throw refuse({ code: 'already_member' }, 409);
  const others = open.filter((one) => !isSame(one));
  if (people.length + others.filter(({ expiresOn }) => expiresOn > now).length >= MAX_PEOPLE) throw limitReached();
  for (const { id } of open.filter(isSame)) await team.withdrawInvitation(data, caller.workspace, id);
  const { invitation, secret } = await team.createInvitation(data, caller.workspace, {
    email,
    role,
    maker: caller,
    now,
  });
  const link = `${new URL(url).origin}/auth/sign-in?invitation=${secret}`;
  return { ...personShown.show(invitation, context), link };
}

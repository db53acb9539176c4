import * as z from 'zod/mini';
import { listPeople, listTokens } from '../../shared/data/workspace/index.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { type Actor, ROLES, type Role } from '../../shared/domain/workspace.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/http/page.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { uuidParam } from '../../shared/lambda/http/params.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

interface User extends Actor {
  readonly role: Role;
  readonly createdOn: Instant;
  readonly email?: string | null;
}

/** A user as TextIt shows it; whoever has one word for a name has no last one. */
const userShown = presenter<User>('User')({
  uuid: [z.uuid(), ({ id }) => id],
  avatar: [z.null(), () => null],
  email: orNull(z.string()),
  first_name: [z.string(), (user) => namesOf(user)[0] ?? ''],
  last_name: [z.string(), (user) => namesOf(user).slice(1).join(' ')],
  role: z.enum(ROLES),
  team: [z.null(), () => null],
  created_on: timestamp,
});

const namesOf = ({ name, email = null }: User) => (email === null ? [name] : name.split(' '));

/** The people of the workspace; where nobody signs in, each token stands for its owner. */
async function usersOf({ runtime, caller }: RequestContext): Promise<User[]> {
  const people = await listPeople(runtime.data, caller.workspace);
  return people.length > 0 ? people : listTokens(runtime.data, caller.workspace);
}

/** GET users.json: who may sign in, newest first (TextIt 6.11). */
export const getUsers = endpoint({
  summary: 'List users: people, or the owners of tokens where there are none',
  answers: pagesOf(userShown),
  roles: ['administrator', 'editor'],
  params: {
    uuid: byUuid('only the user with this uuid'),
    email: 'only the user with this email; owners of tokens have none',
    role: 'only users of this role',
    ...PAGING,
  },
  parse: ({ query }) => ({ uuid: uuidParam(query, 'uuid'), email: query.email?.toLowerCase(), role: query.role }),
  async handle({ uuid, email, role }, context) {
    const all = (await usersOf(context)).filter(
      (one) =>
        (email === undefined || one.email?.toLowerCase() === email) &&
        (uuid === undefined || one.id === uuid) &&
        (role === undefined || one.role === role),
    );
    const order = newestFirst<User>(({ createdOn, id }) => [createdOn, id]);
    const sorted = all.sort((a, b) => b.createdOn - a.createdOn || (a.id < b.id ? 1 : -1));
    return ok(await slicePage(context, sorted, order, userShown.show));
  },
});

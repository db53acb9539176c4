import type * as z from 'zod/mini';
import { listPeople, listTokens } from '../../shared/data/workspace/index.ts';
import { formatInstant, type Instant } from '../../shared/domain/instant.ts';
import type { Actor, Role } from '../../shared/domain/workspace.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/http/page.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { uuidParam } from '../../shared/lambda/http/params.ts';
import type { userSchema } from './answers.schema.ts';

interface User extends Actor {
  readonly role: Role;
  readonly createdOn: Instant;
  readonly email?: string | null;
}

/** A user as TextIt shows it; whoever has one word for a name has no last one. */
function showUser({ id, name, role, createdOn, email = null }: User): z.output<typeof userSchema> {
  const [first = '', ...others] = email === null ? [name] : name.split(' ');
  return {
    uuid: id,
    avatar: null,
    email,
    first_name: first,
    last_name: others.join(' '),
    role,
    team: null,
    created_on: formatInstant(createdOn),
  };
}

/** The people of the workspace; where nobody signs in, each token stands for its owner. */
async function usersOf({ runtime, caller }: RequestContext): Promise<User[]> {
  const people = await listPeople(runtime.data, caller.workspace);
  return people.length > 0 ? people : listTokens(runtime.data, caller.workspace);
}

/** GET users.json: who may sign in, newest first (TextIt 6.11). */
export const getUsers = endpoint({
  summary: 'List users: people, or the owners of tokens where there are none',
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
    return ok(await slicePage(context, sorted, order, showUser));
  },
});

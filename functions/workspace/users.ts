import type * as z from 'zod/mini';
import { type ApiToken, listTokens } from '../../shared/data/workspace/index.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/page.ts';
import { byUuid } from '../../shared/lambda/param.ts';
import { uuidParam } from '../../shared/lambda/params.ts';
import type { userSchema } from './answers.schema.ts';

/** A token as the user that TextIt would show: its name is all that is known of its owner. */
const showUser = ({ id, name, role, createdOn }: ApiToken): z.output<typeof userSchema> => ({
  uuid: id,
  avatar: null,
  email: null,
  first_name: name,
  last_name: '',
  role,
  team: null,
  created_on: formatInstant(createdOn),
});

/** GET users.json: who may sign in, newest first (TextIt 6.11). There are tokens only, so each one is a user. */
export const getUsers = endpoint({
  summary: 'List users: the owners of tokens',
  roles: ['administrator', 'editor'],
  params: {
    uuid: byUuid('only the user with this uuid'),
    email: 'only the user with this email; none has one, so the list is empty',
    role: 'only users of this role',
    ...PAGING,
  },
  parse: ({ query }) => ({ uuid: uuidParam(query, 'uuid'), email: query.email, role: query.role }),
  async handle({ uuid, email, role }, context) {
    const { runtime, caller } = context;
    const all = (await listTokens(runtime.data, caller.workspace)).filter(
      (one) =>
        email === undefined && (uuid === undefined || one.id === uuid) && (role === undefined || one.role === role),
    );
    const order = newestFirst<ApiToken>(({ createdOn, id }) => [createdOn, id]);
    const sorted = all.sort((a, b) => b.createdOn - a.createdOn || (a.id < b.id ? 1 : -1));
    return ok(await slicePage(context, sorted, order, showUser));
  },
});

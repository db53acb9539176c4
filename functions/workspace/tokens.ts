import type * as z from 'zod/mini';
import * as tokens from '../../shared/data/workspace/index.ts';
import type { TokenId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { ROLES } from '../../shared/domain/workspace.ts';
import { created, noContent, ok } from '../../shared/lambda/endpoint.ts';
import { limitReached, notFound, refuse } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { page } from '../../shared/lambda/page.ts';
import { requireLookup, uuidParam } from '../../shared/lambda/params.ts';
import { choice, text } from '../../shared/lambda/schema.ts';
import type { tokenSchema } from './answers.schema.ts';

/** A page of them. Several made at the same moment may pass it, which does no harm. */
const MAX_TOKENS = 250;

const showToken = ({ id, name, role, createdOn }: tokens.Token): z.output<typeof tokenSchema> => ({
  uuid: id,
  name,
  role,
  created_on: formatInstant(createdOn),
});

export const listTokens = endpoint({
  summary: 'List tokens, without their secrets',
  roles: ['administrator'],
  async handle(request) {
    const all = await tokens.listTokens(request.runtime.data, request.caller.workspace);
    return ok(page(request, all.map(showToken), null));
  },
});

/** POST tokens.json: the answer is the only place where the token itself is ever shown. */
export const createToken = endpoint({
  summary: 'Make a token; a workspace has 250 at most',
  roles: ['administrator'],
  body: { role: choice(ROLES), name: text({ max: 64 }) },
  async handle({ runtime, caller, body: { role, name }, now }) {
    const others = await tokens.listTokens(runtime.data, caller.workspace);
    if (others.length >= MAX_TOKENS) throw limitReached();
    const { secret, ...token } = await tokens.createToken(runtime.data, caller.workspace, { role, name, now });
    return created({ ...showToken(token), token: secret });
  },
});

export const revokeToken = endpoint({
  summary: 'Revoke a token',
  roles: ['administrator'],
  params: { uuid: 'the token to revoke' },
  async handle({ runtime, caller, query }) {
    requireLookup(query, 'uuid');
    const uuid = uuidParam<TokenId>(query, 'uuid') as TokenId;
    if (uuid === caller.id) throw refuse('A token cannot revoke itself. Use another administrator token.');
    if (!(await tokens.revokeToken(runtime.data, caller.workspace, uuid))) throw notFound();
    return noContent();
  },
});

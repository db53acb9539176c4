import type * as z from 'zod/mini';
import * as tokens from '../../shared/data/workspace/index.ts';
import type { TokenId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { choice, text } from '../../shared/domain/schema.ts';
import { ROLES } from '../../shared/domain/workspace.ts';
import { created, noContent, showNothing, unkeptEndpoint, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { limitReached, notFound, refuse } from '../../shared/lambda/errors.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { wholeList } from '../../shared/lambda/whole-list.ts';
import type { tokenSchema } from './answers.schema.ts';

/** One page of tokens. Concurrent requests may exceed it, which does no harm. */
const MAX_TOKENS = 250;

const showToken = ({ id, name, role, createdOn }: tokens.ApiToken): z.output<typeof tokenSchema> => ({
  uuid: id,
  name,
  role,
  created_on: formatInstant(createdOn),
});

export const getTokens = wholeList('List tokens, without their secrets', tokens.listTokens, showToken);

/** POST tokens.json: only this answer ever shows the token, so it takes no `Idempotency-Key`. */
export const postToken = unkeptEndpoint({
  summary: 'Create a token; a workspace has 250 at most',
  roles: ['administrator'],
  body: { role: choice(ROLES), name: text({ max: 64 }) },
  strict: true,
  parse: ({ given, errors }) => (errors.none(given) ? given : errors),
  async handle({ role, name }, { runtime, caller, now }) {
    const others = await tokens.listTokens(runtime.data, caller.workspace);
    if (others.length >= MAX_TOKENS) throw limitReached();
    const { secret, ...token } = await tokens.createToken(runtime.data, caller.workspace, { role, name, now });
    return created({ ...showToken(token), token: secret });
  },
  replay: 'refused',
});

export const deleteToken = writeEndpoint({
  summary: 'Revoke a token',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the token to revoke')) },
  parse({ caller, query }) {
    const uuid = requireUuid<TokenId>(query, 'uuid');
    if (uuid === caller.id) throw refuse({ code: 'own_token' });
    return uuid;
  },
  async handle(uuid, { runtime, caller }) {
    if (!(await tokens.revokeToken(runtime.data, caller.workspace, uuid))) throw notFound();
    return noContent();
  },
  made: 'nothing',
  replay: showNothing,
});

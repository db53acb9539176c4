import * as z from 'zod/mini';
import { readTokenUses, type TokenUse } from '../../shared/data/limits/index.ts';
import * as tokens from '../../shared/data/workspace/index.ts';
import type { TokenId } from '../../shared/domain/ids.ts';
import { type Actor, ROLES } from '../../shared/domain/workspace.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { deleteEndpoint, endpoint, ok } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { page } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

export const actorShown = presenter<Actor>()({ uuid: [z.uuid(), ({ id }) => id], name: z.string() });

export const tokenShown = presenter<tokens.ApiToken, TokenUse | undefined>('Token')({
  uuid: [z.uuid(), ({ id }) => id],
  name: z.string(),
  role: z.enum(ROLES),
  read_only: [z.boolean(), ({ readOnly = false }) => readOnly],
  /** Null: all of them. */
  endpoints: orNull(z.array(z.string())),
  /** Null for a token that a command made. */
  owner: orNull(actorShown),
  created_on: timestamp,
  expires_on: orNull(timestamp),
  rotated_on: orNull(timestamp),
  /** To the hour. */
  last_used_on: [orNull(timestamp), (_, used) => used?.at],
  last_used_from: [orNull(z.string()), (_, used) => used?.from],
});

export const getTokens = endpoint({
  summary: 'List tokens, without their secrets',
  answers: pagesOf(tokenShown),
  roles: ['administrator'],
  parse: () => null,
  async handle(_, context) {
    const { runtime, caller } = context;
    const [all, uses] = await Promise.all([
      tokens.listTokens(runtime.data, caller.workspace),
      readTokenUses(runtime.data, caller.workspace),
    ]);
    const shown = all.map((token) => tokenShown.show(token, uses.get(token.id)));
    return ok(page(context, shown, null));
  },
});

export const deleteToken = deleteEndpoint({
  summary: 'Revoke a token',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the token to revoke')) },
  parse({ caller, query }) {
    const uuid = requireUuid<TokenId>(query, 'uuid');
    if (uuid === caller.id) throw refuse({ code: 'own_token' });
    return uuid;
  },
  async handle(uuid, { runtime, caller, now }) {
    return (await tokens.revokeToken(runtime.data, caller.workspace, uuid, now)) !== null;
  },
  audit: (uuid) => ({ kind: 'token.revoked', about: uuid }),
});

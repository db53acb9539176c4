import type * as z from 'zod/mini';
import { readTokenUses, type TokenUse } from '../../shared/data/limits/index.ts';
import * as tokens from '../../shared/data/workspace/index.ts';
import type { TokenId } from '../../shared/domain/ids.ts';
import { formatIfAny, formatInstant } from '../../shared/domain/instant.ts';
import type { Actor } from '../../shared/domain/workspace.ts';
import { endpoint, noContent, ok, showNothing, writeEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { page } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import type { tokenSchema } from './answers.schema.ts';

const showActor = (actor: Actor | undefined) => (actor === undefined ? null : { uuid: actor.id, name: actor.name });

export const showToken = (
  { id, name, role, createdOn, owner, expiresOn, rotatedOn, readOnly, endpoints }: tokens.ApiToken,
  used?: TokenUse,
): z.output<typeof tokenSchema> => ({
  uuid: id,
  name,
  role,
  read_only: readOnly ?? false,
  endpoints: endpoints === undefined ? null : [...endpoints],
  owner: showActor(owner),
  created_on: formatInstant(createdOn),
  expires_on: formatIfAny(expiresOn ?? null),
  rotated_on: formatIfAny(rotatedOn ?? null),
  last_used_on: formatIfAny(used?.at ?? null),
  last_used_from: used?.from ?? null,
});

export const getTokens = endpoint({
  summary: 'List tokens, without their secrets',
  roles: ['administrator'],
  parse: () => null,
  async handle(_, context) {
    const { runtime, caller } = context;
    const [all, uses] = await Promise.all([
      tokens.listTokens(runtime.data, caller.workspace),
      readTokenUses(runtime.data, caller.workspace),
    ]);
    const shown = all.map((token) => showToken(token, uses.get(token.id)));
    return ok(page(context, shown, null));
  },
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
  async handle(uuid, { runtime, caller, now }) {
    if ((await tokens.revokeToken(runtime.data, caller.workspace, uuid, now)) === null) throw notFound();
    return noContent();
  },
  audit: (uuid) => ({ kind: 'token.revoked', about: uuid }),
  made: 'nothing',
  replay: showNothing,
});

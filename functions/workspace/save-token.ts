import * as z from 'zod/mini';
import * as tokens from '../../shared/data/workspace/index.ts';
import type { TokenId } from '../../shared/domain/ids.ts';
import { type Instant, instant, parseInstant } from '../../shared/domain/instant.ts';
import { choice, flag, list, text, whole } from '../../shared/domain/schema.ts';
import { personBehind, ROLES, type Role, type TokenScope } from '../../shared/domain/workspace.ts';
import { saved } from '../../shared/lambda/http/answers.ts';
import { created, ok, type Request, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { uuidParam } from '../../shared/lambda/http/params.ts';
import { named } from '../../shared/lambda/http/presenter.ts';
import { endpointNames, LINKS, OPEN_ENDPOINTS } from '../endpoints.ts';
import { tokenShown } from './tokens.ts';

/** One page of tokens. Concurrent requests may exceed it, which does no harm. */
const MAX_TOKENS = 250;
/** A secret that was rotated stays valid for a day, unless another time is named: two weeks at most. */
const OVERLAP_HOURS = 24;
const LONGEST_OVERLAP = 336;

/** Endpoints by which a narrower token could make itself a wider one. */
const SECRETS = ['tokens', 'people'];
const OPEN: readonly string[] = [...OPEN_ENDPOINTS, LINKS];
const SCOPED = endpointNames().filter((name) => !SECRETS.includes(name) && !OPEN.includes(name));

const body = {
  role: z.optional(choice(ROLES)),
  name: z.optional(text({ max: 64 })),
  read_only: z.optional(flag()),
  endpoints: z.optional(z.nullable(list(choice(SCOPED)))),
  expires_on: z.optional(z.nullable(text({ max: 64, form: { format: 'date-time' } }))),
  rotate: z.optional(flag()),
  overlap_hours: z.optional(whole(0, LONGEST_OVERLAP)),
};

type Command = { readonly uuid: TokenId; readonly overlapHours: number } | Creation;
type Creation = TokenScope & { readonly role: Role; readonly name: string; readonly expiresOn?: Instant };

/** POST tokens.json: only this answer ever shows the token, so it takes no `Idempotency-Key`. */
export const postToken = unkeptEndpoint({
  summary: 'Create a token, or give one (`uuid`) a new secret; a workspace has 250 at most',
  answers: saved(named('NewToken', z.extend(tokenShown.schema, { token: z.string() }))),
  roles: ['administrator'],
  params: { uuid: byUuid('the token to rotate') },
  body,
  forms: [
    {
      name: 'create',
      fields: ['role', 'name', 'read_only', 'endpoints', 'expires_on'],
      required: ['role', 'name'],
      without: 'uuid',
    },
    {
      name: 'rotate',
      fields: ['rotate', 'overlap_hours'],
      required: ['rotate'],
      values: { rotate: [true] },
      with: 'uuid',
    },
  ],
  strict: true,
  parse(request): Command | FieldErrors {
    const uuid = uuidParam<TokenId>(request.query, 'uuid');
    return uuid === undefined ? parseNew(request) : parseRotation(uuid, request);
  },
  async handle(command, { runtime, caller, now }) {
    if ('uuid' in command) {
      const owner = personBehind(caller);
      const until = instant(now + command.overlapHours * 3_600_000_000);
      const rotated = await tokens.rotateToken(runtime.data, caller.workspace, command.uuid, { until, now, owner });
      if (rotated === null) throw notFound();
      return ok({ ...tokenShown.show(rotated, undefined), token: rotated.secret });
    }
    const others = await tokens.listTokens(runtime.data, caller.workspace);
    if (others.length >= MAX_TOKENS) throw limitReached();
    // A token that a person's token makes is the person's, too: it goes when they go.
    const owner = personBehind(caller);
    const token = await tokens.createToken(runtime.data, caller.workspace, { ...command, owner, now }, caller);
    return created({ ...tokenShown.show(token, undefined), token: token.secret });
  },
  audit(command, _, { body: shown }) {
    const { uuid: about } = shown as { readonly uuid: string };
    if ('uuid' in command) return { kind: 'token.rotated', about, details: { overlap_hours: command.overlapHours } };
    const { name, role, readOnly = false, endpoints = null } = command;
    return { kind: 'token.created', about, details: { name, role, read_only: readOnly, endpoints } };
  },
  replay: 'refused',
});

type SaveRequest = Request<'uuid', typeof body>;

function parseNew({ given, errors, now }: SaveRequest): Creation | FieldErrors {
  const { role, name, read_only: readOnly, endpoints, expires_on: expires } = given;
  for (const field of ['rotate', 'overlap_hours'] as const)
    if (given[field] !== undefined) errors.add(field, { code: 'rotate_needs_uuid' });
  if (role === undefined) errors.add('role', { code: 'required' });
  if (name === undefined) errors.add('name', { code: 'required' });
  const expiresOn = expires ? parseInstant(expires) : undefined;
  if (expiresOn === null) errors.add('expires_on', { code: 'bad_datetime' });
  else if (expiresOn !== undefined && expiresOn <= now) errors.add('expires_on', { code: 'not_in_future' });
  if (!errors.none(given) || role === undefined || name === undefined) return errors;
  const scope = { ...(readOnly && { readOnly }), ...(endpoints && { endpoints: [...new Set(endpoints)] }) };
  return { role, name, ...scope, ...(expiresOn && { expiresOn }) };
}

function parseRotation(uuid: TokenId, { given, errors }: SaveRequest): Command | FieldErrors {
  const { rotate, overlap_hours: overlapHours = OVERLAP_HOURS, ...others } = given;
  if (rotate !== true) errors.add('rotate', { code: 'required' });
  for (const [field, value] of Object.entries(others))
    if (value !== undefined) errors.add(field, { code: 'rotate_alone' });
  return errors.none(given) ? { uuid, overlapHours } : errors;
}

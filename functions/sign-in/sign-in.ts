import { requireForm } from '../../shared/data/dynamo/index.ts';
import {
  acceptInvitation,
  appendAudit,
  beginSession,
  endSession,
  membershipsOf,
  printOfIdentity,
  readSession,
  readSettings,
  SESSION_SECONDS,
} from '../../shared/data/workspace/index.ts';
import type { AuditNote } from '../../shared/domain/audit.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { Membership, Profile } from '../../shared/domain/people.ts';
import { isOwnPage, SESSION_COOKIE, sessionSecretOf } from '../../shared/lambda/callers/session-cookie.ts';
import { noContent, type OpenEndpoint, type OpenRequest, ok, type Service } from '../../shared/lambda/http/endpoint.ts';
import { methodNotAllowed, notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import {
  beginAtProvider,
  type Client,
  endAtProvider,
  isProviderDown,
  noTransaction,
  ownPath,
  readTransaction,
  sessionCookie,
  transactionCookie,
} from './provider.ts';

interface Signing {
  readonly runtime: Pick<Runtime, 'data' | 'now'>;
  readonly from: string;
}

/** Throws 404 where the deployment knows no provider. */
function signInOf({ config: { signIn, traces } }: Runtime): Client {
  if (signIn === undefined) throw notFound();
  return { ...signIn, traces };
}

const originOf = ({ url }: Pick<OpenRequest, 'url'>): string => new URL(url).origin;
const callbackOf = (request: OpenRequest): string => `${originOf(request)}/auth/callback`;

const redirect = (location: string, ...cookies: string[]) => ({ status: 302, headers: { location }, cookies });

const only = (method: 'GET' | 'POST', { method: given }: OpenRequest): void => {
  if (given !== method) throw methodNotAllowed(given, [method]);
};

/** Why a sign-in failed, which the console says in words. */
const failed = (why: string) => redirect(`/?sign_in=${why}`, noTransaction());

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** GET /auth/sign-in?path=&invitation=: leads to the provider, or back with a reason when that does not answer. */
const begin: OpenEndpoint = async (request, runtime) => {
  only('GET', request);
  const begun = await beginAtProvider(signInOf(runtime), callbackOf(request)).catch((error: unknown) => {
    if (!isProviderDown(error)) throw error;
    runtime.logger.warn('sign-in not begun', { why: wordsOf(error) });
    return null;
  });
  if (begun === null) return failed('unavailable');
  const { location, ...secrets } = begun;
  const { path, invitation = null } = request.query;
  return redirect(location, transactionCookie({ ...secrets, path: ownPath(path, originOf(request)), invitation }));
};

/** GET /auth/callback: what the provider sends the browser back to. Begins a session of our own. */
const end: OpenEndpoint = async (request, runtime) => {
  only('GET', request);
  await requireForm(runtime.data);
  const config = signInOf(runtime);
  const transaction = readTransaction(request.cookies);
  if (transaction === null) return failed('not_begun');
  const returned = new URL(
    `${callbackOf(request)}?${new URLSearchParams(Object.entries(request.query) as [string, string][])}`,
  );
  let profile: Awaited<ReturnType<typeof endAtProvider>>;
  try {
    profile = await endAtProvider(config, returned, transaction);
  } catch (error) {
    runtime.logger.warn('sign-in refused', { why: wordsOf(error) });
    return failed(isProviderDown(error) ? 'unavailable' : 'refused');
  }
  const problem = await join(profile, transaction.invitation, { runtime, from: request.from });
  if (problem !== null) return failed(problem);
  const secret = await beginSession(runtime.data, profile, runtime.now());
  const cookie = sessionCookie(SESSION_COOKIE, secret, SESSION_SECONDS);
  return redirect(transaction.path, noTransaction(), cookie);
};

/** GET /auth/session: whether there is a provider, who is signed in, and in which workspaces. */
const show: OpenEndpoint = async (request, runtime) => {
  only('GET', request);
  if (runtime.config.signIn === undefined) return ok({ provider: false, person: null, workspaces: [] });
  await requireForm(runtime.data);
  return ok(await showSession(isOwnPage(request.headers) ? sessionSecretOf(request.cookies) : null, runtime));
};

/** POST /auth/sign-out: ends the session, in all tabs of this browser. */
const leave: OpenEndpoint = async (request, { data }) => {
  only('POST', request);
  if (!isOwnPage(request.headers)) throw refuse({ code: 'not_own_page' }, 403);
  const secret = sessionSecretOf(request.cookies);
  if (secret !== null) await endSession(data, secret);
  return { ...noContent(), cookies: [sessionCookie(SESSION_COOKIE, '', 0)] };
};

export const signInService: Service = {
  routes: {},
  open: { '/auth/sign-in': begin, '/auth/callback': end, '/auth/session': show, '/auth/sign-out': leave },
};

export const handler = httpHandler(signInService);

/** Who is signed in by a cookie, and where, by the names of the workspaces. */
async function showSession(secret: string | null, { data, now }: Pick<Runtime, 'data' | 'now'>) {
  const session = secret === null ? null : await readSession(data, secret, now());
  if (session === null) return { provider: true, person: null, workspaces: [] };
  const memberships = await membershipsOf(data, session.print);
  const workspaces = await Promise.all(
    memberships.map(async ({ workspace, role }) => ({
      uuid: workspace,
      name: (await readSettings(data, workspace))?.name ?? '',
      role,
    })),
  );
  const { name, email, until } = session;
  return {
    provider: true,
    person: { name, email, until: formatInstant(until) },
    workspaces: workspaces.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/**
 * Takes an invitation, if there is one, and notes the sign-in in the audit log of each workspace. Returns why somebody
 * may not sign in, or null. Who is a person already signs in all the same with a link that is used up.
 */
async function join(profile: Profile, invitation: string | null, signing: Signing): Promise<string | null> {
  const { data, now } = signing.runtime;
  const accepted = invitation === null ? null : await acceptInvitation(data, invitation, profile, now());
  const memberships = await membershipsOf(data, printOfIdentity(profile));
  if (accepted?.ok === false && accepted.workspace !== null && accepted.reason !== 'already_member')
    await note(accepted.workspace, null, { kind: 'sign_in.refused', details: { why: accepted.reason } }, signing);
  if (memberships.length === 0) return accepted?.ok === false ? accepted.reason : 'no_member';
  for (const one of memberships) {
    const joined = accepted?.ok && accepted.workspace === one.workspace;
    await note(one.workspace, one, { kind: joined ? 'person.joined' : 'sign_in.done', about: one.id }, signing);
  }
  return null;
}

const note = (
  workspace: WorkspaceId,
  person: Membership | null,
  what: AuditNote,
  { runtime: { data, now }, from }: Signing,
): Promise<void> => {
  const by = person && { kind: 'person' as const, id: person.id, name: person.name };
  return appendAudit(data, workspace, what, { at: now(), by, from });
};

import { faultOf } from '../../shared/domain/duty/release.ts';
import type { NewVersion, Releases } from '../../shared/messages/releases.ts';

/** What CodeDeploy sends to a hook. */
export interface HookEvent {
  readonly DeploymentId: string;
  readonly LifecycleEventHookExecutionId: string;
}

interface Releasing {
  readonly releases: Releases;
  /** Paths of the API by the names of the functions on AWS that answer them. */
  readonly paths: ReadonlyMap<string, string>;
  /** Seconds since 1970. */
  now(): number;
  wait(seconds: number): Promise<void>;
  say(text: string, about: object): void;
}

/** Seconds in which the new version has a tenth of the traffic, and some in which the first of the rest arrives. */
const WATCHED = 330;
const BETWEEN = 30;

/**
 * Tries a new version before it gets traffic, says whether it may, and watches it while it has a tenth: with errors or
 * slow answers of its own, or jobs that do not add up, the deployment goes back. What was wrong before the release does
 * not count.
 */
export async function checkRelease(event: HookEvent, releasing: Releasing): Promise<'refused' | 'back' | 'released'> {
  const { releases, say } = releasing;
  const { DeploymentId: deployment, LifecycleEventHookExecutionId: hook } = event;
  const version = await releases.newVersionOf(deployment);
  const problem = await tried(version, releasing).then(
    () => null,
    (error: unknown) => error,
  );
  if (problem !== null) say('the new version does not work', { version, problem: String(problem) });
  await releases.answer(deployment, hook, problem === null);
  return problem === null ? watched(deployment, version, releasing) : 'refused';
}

/** Asks what needs no token, or hands over no messages: the version starts, and reads tables and their form. */
async function tried(version: NewVersion, { releases, paths }: Releasing): Promise<void> {
  const path = paths.get(version.fn);
  if (path === undefined) {
    await releases.call(version, { Records: [] });
    return;
  }
  const { statusCode: status } = (await releases.call(version, requestTo(path))) as { readonly statusCode?: number };
  if (status === undefined || status >= 500) throw new Error(`${path} was answered with ${status}`);
}

/** A request as API Gateway hands it over. */
const requestTo = (path: string, method = 'GET', headers: object = {}, body?: string): object => {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  return {
    version: '2.0',
    routeKey: `ANY ${rawPath}`,
    rawPath,
    rawQueryString,
    headers,
    requestContext: {
      http: { method, path: rawPath, sourceIp: '127.0.0.1', userAgent: 'release' },
      requestId: 'release',
    },
    isBase64Encoded: false,
    ...(body !== undefined && { body }),
  };
};

async function watched(deployment: string, version: NewVersion, releasing: Releasing): Promise<'back' | 'released'> {
  const { releases, paths, now, wait, say } = releasing;
  const since = now();
  while (now() < since + WATCHED) {
    await wait(BETWEEN);
    const fault = faultOf({ ...(await releases.recordOf(version, since)), answers: paths.has(version.fn) });
    if (fault === null) continue;
    say('the release goes back', { version, fault });
    await releases.goBack(deployment);
    return 'back';
  }
  return 'released';
}

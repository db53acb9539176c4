import type { Context } from 'aws-lambda';
import { openReleases } from '../../shared/lambda/clients/releases.ts';
import { namesInVariable } from '../../shared/lambda/http/names-in.ts';
import { openLog } from '../../shared/lambda/invocation/log.ts';
import { BACKGROUND, within } from '../../shared/lambda/invocation/retry-limits.ts';
import { checkRelease, type HookEvent } from './release.ts';

/** CodeDeploy's hook before a new version gets traffic (ADR 100). */
export const handler = (event: HookEvent, context: Context): Promise<object> =>
  within(BACKGROUND, context, () => check(event));

async function check(event: HookEvent): Promise<object> {
  const logger = openLog();
  const outcome = await checkRelease(event, {
    releases: openReleases(process.env),
    paths: namesInVariable(process.env['API_PATHS']),
    now: () => Date.now() / 1_000,
    wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)),
    say: (text, about) => logger.error(text, { about }),
  });
  logger.info('done', { outcome, deployment: event.DeploymentId });
  return { outcome };
}

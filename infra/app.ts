import { join, resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import cdk from '../cdk.json' with { type: 'json' };
import { bundle } from './bundles.ts';
import { readDeployment } from './deployment.ts';
import { FEATURES } from './features/index.ts';
import { DataStack } from './stacks/data.ts';
import { ServiceStack } from './stacks/service.ts';

interface AppOptions {
  /** Where the assembly is written, with the bundles beside it in `bundles/`; `cdk.out` and `dist/` when left out. */
  readonly outdir?: string;
  /** Where bundles of these sources are already. */
  readonly bundled?: string;
  /** Leaves cdk-nag and CloudFormation's own validation out: twice as fast, for the local runner and for tests. */
  readonly skipChecks?: boolean;
  /** Context values besides those of `cdk.json` and the command line. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Bundles the functions and builds the app; call `synth()` on it. */
export function buildApp({ outdir, bundled, skipChecks = false, context }: AppOptions = {}): App {
  const bundles = bundled ?? (outdir ? resolve(outdir, 'bundles') : join(import.meta.dirname, '../dist'));
  if (bundled === undefined) bundle(FEATURES, bundles);
  const app = new App({
    ...(outdir && { outdir }),
    context: { ...cdk.context, ...context, '@aws-cdk/core:validateAgainstDefaultRules': !skipChecks },
  });
  if (!skipChecks) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const reservations = FEATURES.reduce((sum, { atMost = 0 }) => sum + atMost, 0);
  const deployment = readDeployment(app.node, reservations);
  const data = new DataStack(app, 'DormouseData', deployment);
  new ServiceStack(app, 'DormouseService', { data, features: FEATURES, bundles, deployment });
  return app;
}

if (import.meta.main) buildApp().synth();

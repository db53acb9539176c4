import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, CfnResource, type IAspect, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import cdk from '../cdk.json' with { type: 'json' };
import { bundle } from './bundles/bundle.ts';
import { addVault } from './constructs/backup.ts';
import { readDeployment } from './deployment.ts';
import { BOUNDED, FEATURES } from './features/index.ts';
import { knobs } from './knobs.ts';
import { DataStack } from './stacks/data.ts';
import { GithubStack } from './stacks/github.ts';
import { ServiceStack } from './stacks/service.ts';
import { SignInStack } from './stacks/sign-in.ts';

/** Lets everything be deleted with its stack, also what otherwise stays: `npm run destroy -- --keep nothing`. */
class Discarded implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof Stack) node.terminationProtection = false;
    if (node instanceof CfnResource) node.applyRemovalPolicy(RemovalPolicy.DESTROY);
    if (node instanceof CfnGlobalTable) node.addPropertyOverride('Replicas.0.DeletionProtectionEnabled', false);
    if (node instanceof CfnUserPool) node.deletionProtection = 'INACTIVE';
  }
}

const STAGES = join(import.meta.dirname, '../stages');

/**
 * The context values of the stage that is deployed: those of `stages/<stage>.json`, if there is one. What the command
 * line gives goes before them. Throws for a value in a file of all stages, and for one of another stage.
 */
export function stageContext(
  directory: string = STAGES,
  shared: Readonly<Record<string, unknown>> = cdk.context,
): Readonly<Record<string, unknown>> {
  const all = knobs(() => []);
  const misplaced = Object.keys(shared).filter((name) => name in all);
  if (misplaced.length > 0)
    throw new Error(`All stages share cdk.json: move ${misplaced.join(', ')} to stages/<stage>.json.`);
  // Only to read the command line.
  const given: unknown = new App({ autoSynth: false, analyticsReporting: false }).node.tryGetContext('stage');
  const stage = all.stage.read('stage', given);
  const file = join(directory, `${stage}.json`);
  if (!existsSync(file)) return {};
  const values = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  if ((values['stage'] ?? stage) !== stage)
    throw new Error(`stages/${stage}.json says that it is of the stage ${JSON.stringify(values['stage'])}.`);
  return { ...values, stage };
}

interface AppOptions {
  readonly bundles: string;
  /** Where the assembly is written; `cdk.out` when left out. */
  readonly outdir?: string;
  /** Skips cdk-nag and CloudFormation's validation: twice as fast, for the local runner and tests. */
  readonly skipChecks?: boolean;
  /** Context values in addition to `cdk.json` and the command line. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Builds the app; call `synth()` on it. */
export function buildApp({ bundles, outdir, skipChecks = false, context }: AppOptions): App {
  const app = new App({
    ...(outdir && { outdir }),
    context: { ...cdk.context, ...context, '@aws-cdk/core:validateAgainstDefaultRules': !skipChecks },
  });
  if (!skipChecks) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const deployment = readDeployment(app.node, BOUNDED);
  const { stage, backupRegion, github, discard } = deployment;
  const { suffix } = stage;
  const data = new DataStack(app, `DormouseData${suffix}`, deployment);
  if (backupRegion !== null) {
    const vault = new Stack(app, `DormouseBackup${suffix}`, {
      env: { region: backupRegion },
      terminationProtection: true,
      description: 'Dormouse: copies of the tables',
    });
    addVault(vault, stage);
    data.addStackDependency(vault);
  }
  const accounts = deployment.signIn === 'cognito' ? new SignInStack(app, `DormouseSignIn${suffix}`) : null;
  new ServiceStack(app, `DormouseService${suffix}`, { data, accounts, features: FEATURES, bundles, deployment });
  if (github !== null) new GithubStack(app, `DormouseGithub${suffix}`, { ...github, stage });
  if (discard) Aspects.of(app).add(new Discarded());
  return app;
}

if (import.meta.main) {
  const bundles = join(import.meta.dirname, '../dist');
  await bundle(FEATURES, bundles);
  buildApp({ bundles, context: stageContext() }).synth();
}

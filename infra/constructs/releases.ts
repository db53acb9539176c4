import { Annotations, ArnFormat, CfnResource, type IResolvable, Stack, Validations } from 'aws-cdk-lib';
import { CfnIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  CfnEventSourceMapping,
  CfnPermission,
  type IVersion,
  Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENDPOINTS, pathOf } from '../../functions/endpoints.ts';
import type { FeatureFunction } from './feature-function.ts';

interface ReleasesProps {
  readonly functions: readonly FeatureFunction[];
  /** Tries and watches each new version (`functions/release`). */
  readonly check: FeatureFunction;
}

/** What a deployment shifts; the check reads the metrics of its versions. */
const ALIAS = 'live';
/** Functions whose aliases change at once: CodeDeploy asks Lambda for each, which takes 15 such calls a second. */
const AT_ONCE = 10;

/**
 * Every function that answers requests or handles messages takes traffic through an alias, which CodeDeploy moves to a
 * new version: a tenth for five minutes, then the rest. Workers come first, so that they understand what new versions
 * of the API send. What calls them keeps its logical id, so that no queue and no stream is read anew (ADR 100).
 */
export function addReleases(scope: Stack, { functions, check }: ReleasesProps): void {
  const application = new LambdaApplication(scope, 'Releases');
  const role = new Role(scope, 'ReleasesRole', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
  // Its permissions are those of letCheck: one for each group would be more than a role may have.
  const preHook = LambdaFunction.fromFunctionAttributes(scope, 'ReleaseHook', {
    functionArn: check.lambda.functionArn,
    role: check.role.withoutPolicyUpdates(),
    sameEnvironment: true,
  });
  const callers = callersIn(scope);
  const called = functions
    .map((fn) => ({ fn, callers: callers.filter(({ calls }) => calls === idOf(fn.lambda)) }))
    .filter((one) => one.callers.length > 0)
    .sort((a, b) => Number(a.fn.atMost === undefined) - Number(b.fn.atMost === undefined));
  let before: Alias[] = [];
  for (let at = 0; at < called.length; at += AT_ONCE) {
    const wave = called.slice(at, at + AT_ONCE).map((one) => {
      const alias = aliasOf(one.fn);
      for (const { redirect } of one.callers) redirect(alias.functionArn);
      Annotations.of(one.fn.lambda).acknowledgeWarning(
        '@aws-cdk/aws-lambda:addPermissionsToVersionOrAlias',
        'The permission has been redirected to the alias.',
      );
      alias.node.addDependency(...before);
      new LambdaDeploymentGroup(one.fn, 'Release', {
        application,
        role,
        alias,
        preHook,
        deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
        autoRollback: { failedDeployment: true, stoppedDeployment: true },
      });
      return alias;
    });
    before = wave;
  }
  letCheck(
    check,
    called.map(({ fn }) => fn),
    application,
  );
  const versions = (fn: Construct) => `AwsSolutions::AwsSolutions-IAM5[Resource::<${idOf(fn)}.Arn>:*]`;
  for (const { fn } of called)
    Validations.of(check.role).acknowledge({
      id: versions(fn.lambda),
      reason: 'It calls versions that are not there yet.',
    });
  Validations.of(role).acknowledge({ id: versions(check.lambda), reason: 'CDK grants each version of the hook.' });
  Validations.of(check.role).acknowledge({
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:codedeploy:<AWS::Region>:<AWS::AccountId>:deploymentgroup:<${idOf(application)}>/*]`,
    reason: 'All groups of the application are those of this service, and one statement for each would be too many.',
  });
  Validations.of(role).acknowledge({
    id: 'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
    reason: 'AWS keeps the policy of CodeDeploy in step with what it does.',
  });
}

/** CDK's own version does not match its interface under exactOptionalPropertyTypes. */
const aliasOf = (fn: FeatureFunction): Alias =>
  new Alias(fn, 'Live', { aliasName: ALIAS, version: fn.lambda.currentVersion as IVersion });

interface Caller {
  /** Logical id of the function that it calls. */
  readonly calls: string;
  /** Has it call another version, by its ARN. */
  redirect(arn: string): void;
}

/** Mappings of queues and streams, and the API with its permissions. Schedules call what was deployed last. */
const callersIn = (scope: Stack): readonly Caller[] =>
  scope.node.findAll().flatMap((one): Caller[] => {
    if (one instanceof CfnEventSourceMapping || one instanceof CfnPermission)
      return [
        {
          calls: named(one, one.functionName),
          redirect(arn) {
            one.functionName = arn;
          },
        },
      ];
    if (!(one instanceof CfnIntegration)) return [];
    return [
      {
        calls: named(one, one.integrationUri),
        redirect(arn) {
          one.integrationUri = arn;
        },
      },
    ];
  });

/** The logical id in a reference to a function. */
function named(scope: Construct, reference: string | IResolvable | undefined): string {
  const { Ref = '', 'Fn::GetAtt': attribute } = Stack.of(scope).resolve(reference) as {
    readonly Ref?: string;
    readonly 'Fn::GetAtt'?: readonly [string, string];
  };
  return attribute?.[0] ?? Ref;
}

const idOf = (fn: Construct): string => {
  const resource = fn.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${fn.node.path} is no function.`);
  return Stack.of(fn).resolve(resource.logicalId) as string;
};

/** What the check needs to try a version, to watch it, and to send a deployment back. */
function letCheck(check: FeatureFunction, functions: readonly FeatureFunction[], application: LambdaApplication): void {
  const listed = (value: (fn: FeatureFunction) => string | null) =>
    functions.flatMap((fn) => (value(fn) === null ? [] : [`${fn.lambda.functionName}=${value(fn)}`])).join(',');
  check.setVariable('API_PATHS', listed(pathFor));
  check.allow(
    'CallVersions',
    ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'],
    functions.map(({ lambda }) => `${lambda.functionArn}:*`),
  );
  check.allow(
    'ReadErrors',
    ['logs:FilterLogEvents'],
    functions.map(({ logGroupArn }) => logGroupArn),
  );
  check.allow('ReadMetrics', ['cloudwatch:GetMetricData'], ['*']);
  const groups = Stack.of(check).formatArn({
    service: 'codedeploy',
    resource: 'deploymentgroup',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: `${application.applicationName}/*`,
  });
  check.allow(
    'WatchDeployments',
    [
      'ListDeploymentTargets',
      'BatchGetDeploymentTargets',
      'StopDeployment',
      'PutLifecycleEventHookExecutionStatus',
    ].map((action) => `codedeploy:${action}`),
    [groups],
  );
}

/** A path that the function answers to anybody, if only with a refusal; null for one that answers no requests. */
function pathFor({ name, atMost }: FeatureFunction): string | null {
  if (atMost !== undefined) return null;
  if (name === 'inbound') return '/in/nobody';
  if (name === 'sign-in') return '/auth/nothing';
  const [endpoint = ''] = Object.keys(ENDPOINTS[name as keyof typeof ENDPOINTS]);
  return pathOf(endpoint);
}

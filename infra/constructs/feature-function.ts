import { join } from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../deployment.ts';

/** Where a stage counts faults. */
export const metricsNamespace = ({ suffix }: Stage): string => `Dormouse${suffix}`;

interface FeatureFunctionProps {
  /** Where the bundles are: `<bundles>/<id>/index.cjs`. */
  readonly bundles: string;
  /** MB. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** Maximum concurrency; none for what answers requests. */
  readonly atMost?: number | undefined;
  /** Whether it is also reserved. */
  readonly reserved: boolean;
  /** Whether its traces show each call of an AWS service. */
  readonly traces: boolean;
  readonly logDays: number;
  readonly stage: Stage;
}

/** Traces the SDK's calls, but not again as HTTP; calls before the first invocation belong to no trace. */
const TRACES = {
  TRACES: 'on',
  POWERTOOLS_TRACER_CAPTURE_HTTPS_REQUESTS: 'false',
  AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
};

/** A Lambda function named like its bundle, which may write only its log. Who grants more also sets the variable. */
export class FeatureFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly name: string;
  readonly role: Role;
  readonly logGroupName: string;
  /** Concurrent executions, which a queue's mapping must not exceed; no limit for what answers requests. */
  readonly atMost: number | undefined;

  constructor(scope: Construct, name: string, props: FeatureFunctionProps) {
    super(scope, name);
    const { bundles, memory, timeout, atMost, reserved, traces, logDays, stage } = props;
    this.name = name;
    this.atMost = atMost;
    const logGroup = new LogGroup(this, 'Log', {
      // Its values are the days.
      retention: logDays as RetentionDays,
      // Anything that matters for longer is in the tables.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroupName = logGroup.logGroupName;
    logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(bundles, name)),
      handler: 'index.handler',
      memorySize: memory,
      timeout: Duration.seconds(timeout),
      ...(reserved && atMost !== undefined && { reservedConcurrentExecutions: atMost }),
      role: this.role,
      logGroup,
      tracing: traces ? Tracing.ACTIVE : Tracing.PASS_THROUGH,
      environment: {
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(stage),
        ...(traces && TRACES),
      },
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resource-level permissions; nothing else in the role names every resource.',
    });
    if (!traces)
      Validations.of(this.lambda).acknowledge({
        id: 'Serverless::Serverless-LambdaTracing',
        reason: 'A trace costs more than the request itself; the context value traces has some of them traced.',
      });
    Validations.of(this.lambda).acknowledge({
      id: 'Serverless::Serverless-LambdaDLQ',
      reason: 'The API and the event sources call it and see its answer; scheduled runs have a failure destination.',
    });
  }

  /** Allows `actions` on `resources` in a statement of its own, named `sid`. `conditions` are IAM's. */
  allow(sid: string, actions: readonly string[], resources: readonly string[], conditions: object = {}): void {
    const statement = new PolicyStatement({ sid, actions: [...actions], resources: [...resources] });
    statement.addConditions({ ...conditions });
    this.lambda.addToRolePolicy(statement);
  }

  /** Lets it read a secret when it needs it. Its variable has the ARN only: settings of functions show no secret. */
  readSecret(sid: string, variable: string, arn: string): void {
    this.setVariable(variable, arn);
    this.allow(sid, ['secretsmanager:GetSecretValue'], [arn]);
  }

  setVariable(name: string, value: string): void {
    this.lambda.addEnvironment(name, value);
  }
}

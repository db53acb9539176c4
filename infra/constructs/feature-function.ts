import { join } from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export const METRICS_NAMESPACE = 'Dormouse';

interface FeatureFunctionProps {
  /** Where the bundles are: `<bundles>/<id>/index.cjs`. */
  readonly bundles: string;
  /** MB. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** Maximum concurrency, which is also reserved. */
  readonly atMost?: number | undefined;
  /** Whether its traces show each call of an AWS service. */
  readonly traces?: boolean;
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

  constructor(scope: Construct, name: string, { bundles, memory, timeout, atMost, traces }: FeatureFunctionProps) {
    super(scope, name);
    this.name = name;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
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
      ...(atMost !== undefined && { reservedConcurrentExecutions: atMost }),
      role: this.role,
      logGroup,
      tracing: Tracing.ACTIVE,
      environment: {
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        ...(traces && TRACES),
      },
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resource-level permissions; nothing else in the role names every resource.',
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

  setVariable(name: string, value: string): void {
    this.lambda.addEnvironment(name, value);
  }
}

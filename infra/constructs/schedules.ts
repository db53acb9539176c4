import { type Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, EventInvokeConfig, type IFunction, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import {
  Schedule,
  type ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';
import { DeadLetterQueue } from './work-queue.ts';

/** Minutes of an hour. */
export const EVERY_FIVE = Array.from({ length: 12 }, (_, index) => 5 * index).join(',');

interface ScheduleOptions {
  readonly at: ScheduleExpression;
  /** How much later it may start; exactly on time by default. */
  readonly within?: Duration;
  /** A run that could not start for so long is dropped: the next one does the same work. */
  readonly worthRetryingFor: Duration;
  /** What the function is told, of several schedules. CloudWatch tells their runs apart by aliases with their names. */
  readonly input?: object;
  /** Whether only the metric of failed runs counts: none is repeated or kept. */
  readonly isMetric?: boolean;
}

/** Schedules by name, in their own group. Runs that never started, or failed to the end, go to a dead-letter queue. */
export class Schedules extends Construct {
  readonly deadLetters: DeadLetterQueue;
  readonly #group: ScheduleGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, { alarms }: { readonly alarms: Alarms }) {
    super(scope, id);
    // CDK would keep the group, whose fixed name would then block the next deployment.
    this.#group = new ScheduleGroup(this, 'Group', { removalPolicy: RemovalPolicy.DESTROY });
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { alarms, name: 'schedules' });
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    this.deadLetters.grantSendMessages(this.#role);
  }

  /** @param name - the schedule's name on AWS, by which the local runner runs it */
  run(
    name: string,
    fn: FeatureFunction,
    { at, within, worthRetryingFor, input, isMetric = false }: ScheduleOptions,
  ): void {
    const alias = input && aliasOf(fn, name);
    const called = alias ?? fn.lambda;
    // By default the target would let the scheduler invoke every version of the function.
    const invoke = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [called.functionArn] });
    this.#role.addToPolicy(invoke);
    const role = this.#role.withoutPolicyUpdates();
    const retry = { retryAttempts: 2, maxEventAge: worthRetryingFor };
    const schedule = new Schedule(this, name, {
      scheduleName: name,
      scheduleGroup: this.#group,
      schedule: at,
      timeWindow: within ? TimeWindow.flexible(within) : TimeWindow.off(),
      target: new LambdaInvoke(called as IFunction, {
        ...retry,
        role,
        deadLetterQueue: this.deadLetters,
        ...(input && { input: ScheduleTargetInput.fromObject(input) }),
      }),
    });
    // The group's name is generated at synthesis, so no reference in the template puts the group first.
    schedule.node.addDependency(this.#group);
    // The scheduler only hands the run to Lambda, whose own setting decides about a failing function.
    const invoked = new EventInvokeConfig(fn.lambda, alias ? `Invoked-${name}` : 'EventInvokeConfig', {
      ...retry,
      function: fn.lambda,
      ...(alias && { qualifier: name }),
      ...(isMetric ? { retryAttempts: 0 } : { onFailure: new SqsDestination(this.deadLetters) }),
    });
    if (isMetric)
      Validations.of(invoked).acknowledge({
        id: 'Serverless::Serverless-LambdaAsyncFailureDestination',
        reason: 'An alarm counts the failed runs. A queue of them would repeat that every few minutes.',
      });
    if (alias) invoked.node.addDependency(alias);
  }
}

/** CDK's own versions and aliases do not match their interfaces under exactOptionalPropertyTypes. */
const aliasOf = (fn: FeatureFunction, aliasName: string): Alias =>
  new Alias(fn, aliasName, { aliasName, version: fn.lambda.currentVersion as IVersion });

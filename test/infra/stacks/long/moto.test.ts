/**
 * The templates in an emulator that nobody here wrote, as far as it makes them (`SKIPPED` says what it does not). It
 * takes some seconds, most of them to start Python.
 */
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WAIT_LIMIT_MS } from '../../../support/wait-limit.ts';
import { synthesise, type Template } from '../assembly.ts';
import { type Moto, motoServer, startMoto } from '../moto.ts';
import { forMoto, SKIPPED } from '../moto-template.ts';

const { data, service } = synthesise();

describe.skipIf(motoServer === null)(`moto${motoServer ? '' : ' (skipped: it is not installed)'}`, () => {
  let moto: Moto;
  let cloudFormation: CloudFormationClient;
  const outputs = new Map<string, string>();

  beforeAll(async () => {
    moto = await startMoto();
    cloudFormation = new CloudFormationClient(moto);
  }, WAIT_LIMIT_MS);

  afterAll(() => moto?.stop());

  async function deploy(name: string, template: Template): Promise<Stack | undefined> {
    const body = JSON.stringify(forMoto(template, outputs));
    await cloudFormation.send(new CreateStackCommand({ StackName: name, TemplateBody: body }));
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    for (const { OutputKey: key, OutputValue: value } of stack?.Outputs ?? []) outputs.set(String(key), String(value));
    return stack;
  }

  async function madeIn(name: string): Promise<Readonly<Record<string, number>>> {
    const types: string[] = [];
    for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: name }))
      types.push(...(page.StackResourceSummaries ?? []).map((one) => String(one.ResourceType)));
    return counted(types);
  }

  // One after the other: the service refers to what the first stack has made.
  it.each([
    ['DormouseData', data],
    ['DormouseService', service],
  ])(
    'deploys %s: every resource but those of the types that it skips',
    async (name, template) => {
      expect(await deploy(name, template)).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
      const wanted = Object.values(template.Resources).flatMap(({ Type }) =>
        Type in SKIPPED ? [] : [localType(Type)],
      );
      expect(await madeIn(name)).toEqual(counted(wanted));
    },
    WAIT_LIMIT_MS,
  );

  it('gives functions the addresses of queues that exist, each with its dead letters where it says so', async () => {
    const sqs = new SQSClient(moto);
    const urls: string[] = [];
    for await (const page of paginateListQueues({ client: sqs }, {})) urls.push(...(page.QueueUrls ?? []));
    const attributes = await Promise.all(
      urls.map(async (url) => {
        const answer = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
        return answer.Attributes ?? {};
      }),
    );
    const arns = attributes.map(({ QueueArn: arn }) => arn);
    const targets = attributes.flatMap(({ RedrivePolicy: policy }) =>
      policy ? [JSON.parse(policy).deadLetterTargetArn] : [],
    );
    expect(targets.filter((arn) => !arns.includes(arn))).toEqual([]);
    expect(targets.length).toBeGreaterThan(3);
    // Variables have AWS's own host.
    const names = urls.map((url) => url.split('/').at(-1));
    expect((await queuesOfFunctions()).filter((url) => !names.includes(url.split('/').at(-1)))).toEqual([]);
  });

  /** An address, or several with the names by which the watchdog knows them, some of them without a host. */
  const queuesIn = (value: string): readonly string[] => value.split(',').map((one) => one.slice(one.indexOf('=') + 1));

  /** The values of the functions' variables that are addresses of queues. */
  async function queuesOfFunctions(): Promise<readonly string[]> {
    const lambda = new LambdaClient(moto);
    const found: string[] = [];
    for await (const page of paginateListFunctions({ client: lambda }, {}))
      for (const { FunctionName: name, Environment: environment } of page.Functions ?? []) {
        const { Variables: own } = environment ?? (await environmentOf(lambda, name));
        found.push(...Object.entries(own ?? {}).flatMap(([key, value]) => (/QUEUE/.test(key) ? queuesIn(value) : [])));
      }
    expect(found.length).toBeGreaterThan(5);
    return found;
  }
});

const environmentOf = async (lambda: LambdaClient, name: string | undefined) =>
  (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }))).Environment ?? {};

const localType = (type: string): string => (type === 'AWS::DynamoDB::GlobalTable' ? 'AWS::DynamoDB::Table' : type);

const counted = (types: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(types, (type) => type)].map(([type, same]) => [type, same.length]).toSorted());

/** What the account allows, read from AWS; nothing is changed. */
import { type CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';

interface Clients {
  readonly lambda: LambdaClient;
  readonly quotas: ServiceQuotasClient;
  readonly cloudFormation: CloudFormationClient;
}

/** Lambda, Concurrent executions. */
const CONCURRENT = { ServiceCode: 'lambda', QuotaCode: 'L-B99A9384' };
/** With fewer, jobs are slow, and nothing can be reserved. */
const COMFORTABLE = 200;

/**
 * The concurrent executions that the account has for this deployment: its limit without what other functions have
 * reserved. Throws a sentence when AWS does not say it.
 */
export async function accountLimit(clients: Clients, stack: string, say: (line: string) => void): Promise<number> {
  const { limit, unreserved } = await settingsOf(clients.lambda);
  const others = limit - unreserved - (await reservedBy(clients.cloudFormation, stack));
  const account = limit - Math.max(0, others);
  say(
    `The account has ${limit} concurrent executions${others > 0 ? `; other functions have reserved ${others}` : ''}.`,
  );
  const quota = await quotaOf(clients.quotas, CONCURRENT);
  if (quota !== null && quota > limit)
    say(`Service Quotas says ${quota}, which Lambda does not have yet: deploy again once it has.`);
  else if (account < COMFORTABLE)
    say('That works, slowly. Ask for 1,000 (Service Quotas, Lambda, Concurrent executions); it costs nothing.');
  return account;
}

async function settingsOf(lambda: LambdaClient): Promise<{ readonly limit: number; readonly unreserved: number }> {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand()).catch((error: Error) => {
    throw new Error(
      `AWS did not say how many functions may run at once (${error.name}). It needs credentials, a region and the ` +
        'permission lambda:GetAccountSettings; or give the number: -c accountConcurrency=<number>.',
    );
  });
  const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } = AccountLimit ?? {};
  return { limit, unreserved };
}

/** What else it is built for: AWS's defaults, of which a new account may have less. */
const BUILT_FOR = [
  { ServiceCode: 'apigateway', QuotaCode: 'L-8A5B8E43', least: 10_000, what: 'requests a second of all APIs together' },
  { ServiceCode: 'dynamodb', QuotaCode: 'L-AB614373', least: 40_000, what: 'write units a second of a table' },
] as const;

/** Says which other limits of the account are lower than usual. It works with less, and slower. */
export async function sayQuotas(quotas: ServiceQuotasClient, say: (line: string) => void): Promise<void> {
  for (const { least, what, ...quota } of BUILT_FOR) {
    const value = await quotaOf(quotas, quota);
    if (value !== null && value < least)
      say(
        `The account has ${value} ${what}, and ${least} are usual: ask AWS for them (Service Quotas, ${quota.QuotaCode}).`,
      );
  }
}

/** Null where it may not be read: what a service says itself is what counts. */
const quotaOf = (
  quotas: ServiceQuotasClient,
  quota: { readonly ServiceCode: string; readonly QuotaCode: string },
): Promise<number | null> =>
  quotas.send(new GetServiceQuotaCommand(quota)).then(
    ({ Quota }) => Quota?.Value ?? null,
    () => null,
  );

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Properties?: { readonly ReservedConcurrentExecutions?: number } }>
  >;
}

/** What the stack that is deployed now has reserved; 0 before the first deployment. */
async function reservedBy(cloudFormation: CloudFormationClient, StackName: string): Promise<number> {
  try {
    const { TemplateBody = '' } = await cloudFormation.send(
      new GetTemplateCommand({ StackName, TemplateStage: 'Processed' }),
    );
    return reservedIn(JSON.parse(TemplateBody) as Template);
  } catch (error) {
    // So AWS says that there is no such stack.
    if ((error as Error).name === 'ValidationError') return 0;
    throw new Error(
      `AWS did not say what ${StackName} has reserved (${(error as Error).name}). It needs the permission ` +
        'cloudformation:GetTemplate; or give the number: -c accountConcurrency=<number>.',
    );
  }
}

export const reservedIn = ({ Resources }: Template): number =>
  Object.values(Resources).reduce((sum, { Properties }) => sum + (Properties?.ReservedConcurrentExecutions ?? 0), 0);

/** What `npm run deploy` finds out about an account, from answers in AWS's own form. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { expect, it, onTestFinished } from 'vitest';
import { accountLimit } from '../../../scripts/deploy/limits.ts';
import cases from '../../cases/scripts/deploy/limits.json' with { type: 'json' };

interface Account {
  readonly limit: number;
  readonly unreserved?: number;
  /** What the deployed stack has reserved; none before the first deployment. */
  readonly deployed?: number;
  readonly quota?: number;
  readonly denied?: 'lambda' | 'cloudformation';
}

const xml = (name: string, body: string) => `<${name}Response><${name}Result>${body}</${name}Result></${name}Response>`;
const refusal = (code: string) =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

async function find(account: Account) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const target = String(request.headers['x-amz-target'] ?? request.url);
    requests.push(`${request.method} ${target}`);
    const answer = (status: number, body: string, headers = {}) => response.writeHead(status, headers).end(body);
    if (target.includes('account-settings')) {
      if (account.denied === 'lambda') return answer(403, '{}', { 'x-amzn-errortype': 'AccessDeniedException' });
      const { limit: ConcurrentExecutions, unreserved = ConcurrentExecutions } = account;
      const AccountLimit = { ConcurrentExecutions, UnreservedConcurrentExecutions: unreserved };
      return answer(200, JSON.stringify({ AccountLimit }));
    }
    if (target.includes('GetServiceQuota'))
      return account.quota === undefined
        ? answer(400, '{"__type": "AccessDeniedException"}')
        : answer(200, JSON.stringify({ Quota: { Value: account.quota } }));
    if (account.denied === 'cloudformation') return answer(403, refusal('AccessDenied'));
    if (account.deployed === undefined) return answer(400, refusal('ValidationError'));
    const Resources = { One: { Properties: { ReservedConcurrentExecutions: account.deployed } }, Two: {} };
    return answer(200, xml('GetTemplate', `<TemplateBody>${JSON.stringify({ Resources })}</TemplateBody>`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { endpoint, region: 'eu-west-1', maxAttempts: 1 };
  const clients = {
    lambda: new LambdaClient(options),
    quotas: new ServiceQuotasClient(options),
    cloudFormation: new CloudFormationClient(options),
  };
  const said: string[] = [];
  const limit = await accountLimit(clients, 'DormouseService', (line) => said.push(line));
  return { limit, said: said.join('\n'), requests };
}

it.each(cases.accounts as unknown as [string, Account, number, string][])('%s', async (_, account, limit, said) => {
  const found = await find(account);
  expect(found.limit).toBe(limit);
  expect(found.said).toContain(said);
  expect(found.requests).toHaveLength(3);
});

it.each([
  ['lambda', 'lambda:GetAccountSettings; or give the number: -c accountConcurrency=<number>.'],
  ['cloudformation', 'cloudformation:GetTemplate; or give the number'],
] as const)('without the permission to read from %s it says what to do', async (denied, text) => {
  await expect(find({ limit: 10, denied })).rejects.toThrow(text);
});

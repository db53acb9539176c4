/** `npm run ops` against an emulator of CloudFormation and CloudWatch Logs that nobody here wrote. */
import { spawnSync } from 'node:child_process';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moto, motoServer, startMoto } from '../../infra/stacks/moto.ts';

describe.skipIf(motoServer === null)('npm run ops', () => {
  let moto: Moto;
  const ops = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/ops.ts', ...args], {
      encoding: 'utf8',
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: moto.endpoint,
        AWS_REGION: moto.region,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      },
    });
  beforeAll(async () => {
    moto = await startMoto();
    const Resources = {
      probeLog70F1E623: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'made-up-probe' } },
      workspaceLog1234ABCD: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'made-up-workspace' } },
    };
    const client = new CloudFormationClient({ ...moto });
    const StackName = 'DormouseService-staging';
    await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }) }));
    client.destroy();
    const logs = new CloudWatchLogsClient({ ...moto });
    const logStreamName = 'one';
    for (const logGroupName of ['made-up-probe', 'made-up-workspace']) {
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const logEvents = [{ timestamp: Date.now() - 60_000, message: `Error: CERT_HAS_EXPIRED in ${logGroupName}` }];
      await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    }
    logs.destroy();
  });
  afterAll(() => moto?.stop());

  it('finds the logs of a stage by the names that CloudFormation gave them, and shows what they say', () => {
    const { stdout, stderr, status } = ops('dormouse-staging-unreachable', '--hours', '1');
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('dormouse-unreachable');
    expect(stdout).toContain('The log of probe: fields @timestamp, @message | filter @message like /Error/');
    expect(stdout).toContain('CERT_HAS_EXPIRED in made-up-probe');
  });

  it('says which log a stage does not have, and which alarm nobody knows, in one line', () => {
    expect(ops('staging-audit-repairs').stderr).toBe('The stack DormouseService-staging has no log of audit.\n');
    expect(ops('nonsense').stderr).toMatch(/^docs\/runbook.md has no chapter dormouse-nonsense\. It has [^\n]+\n$/);
    expect(ops('api-5xx').stderr).toContain('DormouseService');
  });
});

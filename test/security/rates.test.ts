import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../infra/deployment.ts';
import { getItem } from '../../shared/data/dynamo/index.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

describe('The operator owns the ceiling of rate limits', () => {
  it('a rate above it is refused, and one at it is not', async () => {
    const client = await stage().open();
    const { config } = stage().service.runtime;
    Object.assign(config, { maxApiRate: 5_000 });
    expect(await client.ask('POST', 'settings.json', { api_rates: { v2: 5_001, 'v2.runs': 5_000 } })).toMatchObject({
      status: 400,
      body: { api_rates: { v2: ['This deployment allows at most 5000 requests an hour.'] } },
    });
    expect((await client.ask('POST', 'settings.json', { api_rates: { v2: 5_000 } })).status).toBe(200);
  });

  it.each([
    [undefined, 36_000],
    ['7200', 7_200],
    [7_200, 7_200],
  ])('the context value %j is %d', (maxApiRate, allowed) => {
    expect(readDeployment(new App({ context: { maxApiRate } }).node, 0).maxApiRate).toBe(allowed);
  });

  it.each(['many', '', '0', 1.5, 2_000_000, null])('the context value %j is refused', (maxApiRate) => {
    expect(() => readDeployment(new App({ context: { maxApiRate } }).node, 0)).toThrow(
      'The context value maxApiRate is a whole number from 1 to 1000000',
    );
  });
});

it('saving settings is counted, and by itself', async () => {
  const client = await stage().open();
  await client.ask('POST', 'settings.json', { api_rates: { v2: 1 } });
  await client.get('org.json');
  expect((await client.ask('GET', 'org.json')).status).toBe(429);
  expect((await client.ask('POST', 'settings.json', { api_rates: {} })).status).toBe(200);
  const { data } = stage().service.runtime;
  const { uuid } = await client.get('workspace.json');
  for (const scope of ['v2', 'v2.settings'])
    expect(await getItem(data, 'workspace', { pk: `L#${uuid}`, sk: scope }, { consistent: true })).toMatchObject({
      lent: expect.anything(),
    });
});

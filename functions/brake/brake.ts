import type { Context, SNSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { callAws, ofFunction } from '../../shared/lambda/clients/call-aws.ts';
import { BACKGROUND, within } from '../../shared/lambda/invocation/retry-limits.ts';

/** What an alarm of CloudWatch tells a topic, as far as it matters here. */
const Told = z.object({ NewStateValue: z.string() });

async function setRates({ Records }: SNSEvent): Promise<void> {
  const { STAGE_URL: url = '', RATES = '', BRAKED_RATES = '' } = process.env;
  for (const { Sns } of Records) {
    const { NewStateValue: state } = Told.parse(JSON.parse(Sns.Message));
    if (state !== 'ALARM' && state !== 'OK') continue;
    const body = state === 'ALARM' ? BRAKED_RATES : RATES;
    const headers = { 'content-type': 'application/json' };
    await callAws(ofFunction(process.env), { service: 'apigateway', method: 'PATCH', url, headers, body });
    console.log(JSON.stringify({ level: 'INFO', message: 'rates set', service: 'brake', state }));
  }
}

/**
 * Lowers the rates of the API's stage while more requests come than the budget of an hour allows, and gives them back
 * when the alarm is over. Both sets of rates are whole, so a message that comes twice does no harm.
 */
export const handler = (event: SNSEvent, context: Context): Promise<void> =>
  within(BACKGROUND, context, () => setRates(event));

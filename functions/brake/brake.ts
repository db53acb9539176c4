import { ApiGatewayV2Client, UpdateStageCommand, type UpdateStageRequest } from '@aws-sdk/client-apigatewayv2';
import type { Context, SNSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { light } from '../../shared/data/dynamo/index.ts';
import { BACKGROUND, within } from '../../shared/lambda/invocation/retry-limits.ts';

/** What an alarm of CloudWatch tells a topic, as far as it matters here. */
const Told = z.object({ NewStateValue: z.string() });

type Rates = Pick<UpdateStageRequest, 'DefaultRouteSettings' | 'RouteSettings'>;

async function setRates({ Records }: SNSEvent): Promise<void> {
  const { API_ID: ApiId, RATES = '', BRAKED_RATES = '' } = process.env;
  const client = new ApiGatewayV2Client(light());
  for (const { Sns } of Records) {
    const { NewStateValue: state } = Told.parse(JSON.parse(Sns.Message));
    if (state !== 'ALARM' && state !== 'OK') continue;
    const rates: Rates = JSON.parse(state === 'ALARM' ? BRAKED_RATES : RATES);
    await client.send(new UpdateStageCommand({ ApiId, StageName: '$default', ...rates }));
    console.log(JSON.stringify({ level: 'INFO', message: 'rates set', service: 'brake', state }));
  }
}

/**
 * Lowers the rates of the API's stage while more requests come than the budget of an hour allows, and gives them back
 * when the alarm is over. Both sets of rates are whole, so a message that comes twice does no harm.
 */
export const handler = (event: SNSEvent, context: Context): Promise<void> =>
  within(BACKGROUND, context, () => setRates(event));

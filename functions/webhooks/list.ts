import { listWebhooks } from '../../shared/data/workspace/index.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { page } from '../../shared/lambda/page.ts';
import { showWebhook } from './present.ts';

/** GET webhooks.json: all of them, ten at most, without their secrets. */
export const listAll = endpoint({
  summary: 'List webhooks, without their secrets',
  roles: ['administrator'],
  parse: () => null,
  async handle(_, context) {
    const all = await listWebhooks(context.runtime.data, context.caller.workspace);
    return ok(page(context, all.map(showWebhook), null));
  },
});

import { listChannels } from '../../shared/data/workspace/index.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { page } from '../../shared/lambda/page.ts';
import { showChannel } from './present.ts';

/** GET channels.json: all of them, fifty at most, without secrets and addresses. */
export const listAll = endpoint({
  summary: 'List channels, without their secrets and addresses',
  roles: ['administrator'],
  parse: () => null,
  async handle(_, context) {
    const all = await listChannels(context.runtime.data, context.caller.workspace);
    return ok(page(context, all.map(showChannel), null));
  },
});

import { listChannels } from '../../shared/data/workspace/index.ts';
import { wholeList } from '../../shared/lambda/whole-list.ts';
import { showChannel } from './present.ts';

/** GET channels.json: all of them, fifty at most. */
export const getChannels = wholeList('List channels, without their secrets and addresses', listChannels, showChannel);

import { listWebhooks } from '../../shared/data/workspace/index.ts';
import { wholeList } from '../../shared/lambda/whole-list.ts';
import { showWebhook } from './present.ts';

/** GET webhooks.json: all of them, ten at most. */
export const getWebhooks = wholeList('List webhooks, without their secrets', listWebhooks, showWebhook);

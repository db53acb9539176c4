import { removePolicy } from '../../shared/data/workspace/index.ts';
import type { PolicyId } from '../../shared/domain/ids.ts';
import { noContent, showNothing, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { requireUuid } from '../../shared/lambda/params.ts';

/** DELETE policies.json: it takes nobody any more. What it did stays done, and its jobs can be undone as before. */
export const deletePolicy = writeEndpoint({
  summary: 'Remove a lifecycle policy',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the policy')) },
  parse: ({ query }) => requireUuid<PolicyId>(query, 'uuid'),
  async handle(uuid, { runtime, caller }) {
    if (!(await removePolicy(runtime.data, caller.workspace, uuid))) throw notFound();
    return noContent();
  },
  audit: (uuid) => ({ kind: 'policy.removed', about: uuid }),
  made: 'nothing',
  replay: showNothing,
});

import { listFlows } from '../../shared/data/workspace/index.ts';
import { ok, unkeptEndpoint } from '../../shared/lambda/endpoint.ts';
import { sentencesOf } from '../../shared/lambda/refusals.ts';
import { FILE_BYTES, parse } from './import.ts';

/** POST flow_checks.json: what POST flows.json would do, or how refuse, with the same request; stores nothing. */
export const checkFlows = unkeptEndpoint({
  summary: 'Check an import of flows, without storing anything',
  params: { allow_partial: 'true: flows would be kept even when a part of them cannot run here' },
  bodyBytes: FILE_BYTES,
  parse,
  async handle({ fields, groups, flows, leftOut }, { runtime, caller }) {
    const stored = new Set((await listFlows(runtime.data, caller.workspace)).map(({ uuid }) => uuid));
    return ok({
      flows: flows.map(({ uuid, name, type, problems }) => ({
        uuid,
        name,
        type,
        problems: sentencesOf(problems),
        replaces: stored.has(uuid),
      })),
      groups: groups.map(({ name, definition }) => ({ name, query: definition?.query ?? null })),
      fields: fields.added.map(({ key, name, type }) => ({ key, name, type })),
      ...leftOut,
    });
  },
  replay: 'unneeded',
});

import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { endpoint, ok, type Routes, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { pathOf } from '../endpoints.ts';

/** TextIt's lists of what is not kept here (6.11). Clients that read them all, such as backups, go on. */
const NAMES = [
  ...['archives', 'boundaries', 'broadcasts', 'campaign_events', 'campaigns', 'classifiers', 'labels', 'resthooks'],
  ...['statistics', 'tickets', 'topics'],
];

/** An empty page, whose header says that it could not be otherwise. */
const emptyList = (name: string) =>
  endpoint({
    summary: `Nothing: ${name} are not kept here`,
    parse: () => null,
    handle: () => ({
      ...ok({ next: null, previous: null, results: [] }),
      headers: { 'dormouse-not-kept': name },
    }),
  });

const refused = (name: string) =>
  unkeptEndpoint({
    summary: `Refused: ${name} are not kept here`,
    parse: () => null,
    handle: () => {
      throw refuse({ code: 'endpoint_elsewhere', name }, 404);
    },
    audit: unaudited,
    replay: 'unneeded',
  });

export const notKept: Routes = Object.fromEntries(
  NAMES.map((name) => [pathOf(name), { GET: emptyList(name), POST: refused(name), DELETE: refused(name) }]),
);

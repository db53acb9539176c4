import { endpoints as channels } from '../../../functions/channels/channels.ts';
import { endpoints as contacts } from '../../../functions/contacts/contacts.ts';
import { ENDPOINTS, type HttpFunction, LINKS, pathOf, routesOf } from '../../../functions/endpoints.ts';
import { endpoints as events } from '../../../functions/events/events.ts';
import { endpoints as fields } from '../../../functions/fields/fields.ts';
import { endpoints as flowStarts } from '../../../functions/flow-starts/flow-starts.ts';
import { endpoints as flows } from '../../../functions/flows/flows.ts';
import { endpoints as groups } from '../../../functions/groups/groups.ts';
import { endpoints as imports } from '../../../functions/imports/imports.ts';
import { jobsService as jobs } from '../../../functions/jobs/jobs.ts';
import { endpoints as messages } from '../../../functions/messages/messages.ts';
import { endpoints as policies } from '../../../functions/policies/policies.ts';
import { endpoints as privacy } from '../../../functions/privacy/privacy.ts';
import { endpoints as search } from '../../../functions/search/search.ts';
import { signInService as signIn } from '../../../functions/sign-in/sign-in.ts';
import { endpoints as webhooks } from '../../../functions/webhooks/webhooks.ts';
import { service as workspace } from '../../../functions/workspace/workspace.ts';
import type { Service } from '../../../shared/lambda/http/endpoint.ts';

/** What each HTTP function serves. */
const SERVICES: Readonly<Record<HttpFunction, Service>> = {
  contacts: { routes: routesOf<'contacts'>(contacts) },
  privacy: { routes: routesOf<'privacy'>(privacy) },
  groups: { routes: routesOf<'groups'>(groups) },
  fields: { routes: routesOf<'fields'>(fields) },
  flows: { routes: routesOf<'flows'>(flows) },
  'flow-starts': { routes: routesOf<'flow-starts'>(flowStarts) },
  imports: { routes: routesOf<'imports'>(imports) },
  jobs,
  events: { routes: routesOf<'events'>(events) },
  messages: { routes: routesOf<'messages'>(messages) },
  channels: { routes: routesOf<'channels'>(channels) },
  webhooks: { routes: routesOf<'webhooks'>(webhooks) },
  policies: { routes: routesOf<'policies'>(policies) },
  search: { routes: routesOf<'search'>(search) },
  workspace,
};

const BY_PATH: ReadonlyMap<string, Service> = new Map(
  Object.entries(ENDPOINTS)
    .flatMap(([name, endpoints]) =>
      Object.keys(endpoints).map((endpoint) => [pathOf(endpoint), SERVICES[name as HttpFunction]] as const),
    )
    .concat([[pathOf(LINKS), SERVICES.jobs]])
    .concat(Object.keys(signIn.open ?? {}).map((path) => [path, signIn] as const)),
);

/** The service that the routes of API Gateway lead a path to: the workspace's for every path that is no endpoint. */
export const serviceAt = (path: string): Service => BY_PATH.get(path) ?? SERVICES.workspace;

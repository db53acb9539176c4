import type { EndpointOf, Method, Routes } from '../shared/lambda/http/endpoint.ts';

/**
 * Every endpoint with its methods, by the function that serves it (`functions/<function>/<function>.ts`). Routes, the
 * index, the OpenAPI document and the tests of all endpoints follow, and do not compile without one of them.
 */
export const ENDPOINTS = {
  contacts: {
    contacts: ['GET', 'POST', 'DELETE'],
    contact_actions: ['POST'],
    history: ['GET'],
    contact_export: ['GET'],
  },
  privacy: {
    erasures: ['GET'],
    sendable: ['POST'],
    suppressions: ['GET', 'POST', 'DELETE'],
  },
  groups: { groups: ['GET', 'POST', 'DELETE'], searches: ['GET', 'POST', 'DELETE'] },
  fields: { fields: ['GET', 'POST'] },
  flows: {
    flows: ['GET', 'POST', 'DELETE'],
    flow_checks: ['POST'],
    definitions: ['GET'],
    globals: ['GET', 'POST'],
  },
  'flow-starts': {
    flow_starts: ['GET', 'POST'],
    runs: ['GET'],
    simulations: ['POST'],
  },
  jobs: {
    jobs: ['GET', 'POST'],
    job_contacts: ['GET'],
  },
  imports: {
    imports: ['GET', 'POST'],
    import_reports: ['GET', 'POST'],
    import_refusals: ['GET'],
    import_mappings: ['GET'],
  },
  events: { events: ['POST'] },
  messages: { messages: ['GET'] },
  channels: { channels: ['GET', 'POST', 'DELETE'] },
  webhooks: { webhooks: ['GET', 'POST', 'DELETE'] },
  policies: {
    policies: ['GET', 'POST', 'DELETE'],
    policy_previews: ['POST'],
    policy_contacts: ['GET', 'POST'],
  },
  search: { queries: ['POST'], facets: ['GET'], policy_simulations: ['POST'] },
  workspace: {
    workspace: ['GET'],
    // TextIt's own Python client asks only for org.json (7.1).
    org: ['GET'],
    me: ['GET'],
    settings: ['GET', 'POST'],
    tokens: ['GET', 'POST', 'DELETE'],
    people: ['GET', 'POST', 'DELETE'],
    users: ['GET'],
    audit_log: ['GET'],
    counts: ['GET'],
    daily_counts: ['GET'],
    dormancy: ['GET', 'POST'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly Method[]>>>>;

/** Endpoints without a token, served by `workspace`. The index has an empty name. */
export const OPEN_ENDPOINTS = ['openapi', ''] as const;

/** The endpoint of links to files, which takes no token either; `jobs` serves it. */
export const LINKS = 'files';

export type HttpFunction = keyof typeof ENDPOINTS;

type Names<Fn extends HttpFunction> = keyof (typeof ENDPOINTS)[Fn] & string;
type MethodsOf<Fn extends HttpFunction, Name extends Names<Fn>> = Extract<
  (typeof ENDPOINTS)[Fn][Name],
  readonly Method[]
>[number];

/** A value for each method of each endpoint of a function; a missing or superfluous one does not compile. */
export type PerEndpoint<Fn extends HttpFunction, Value> = {
  readonly [Name in Names<Fn>]: { readonly [M in MethodsOf<Fn, Name>]: Value };
};

/** The endpoints of a function. A write that does not say what its repetition answers does not compile. */
export type EndpointsOf<Fn extends HttpFunction> = {
  readonly [Name in Names<Fn>]: { readonly [M in MethodsOf<Fn, Name>]: EndpointOf<M> };
};

export const pathOf = (name: string): string => `/api/v2/${name}.json`;

export const routesOf = <Fn extends HttpFunction>(endpoints: EndpointsOf<Fn>): Routes =>
  Object.fromEntries(Object.entries(endpoints).map(([name, methods]) => [pathOf(name), methods as Routes[string]]));

/** Names of all endpoints, in alphabetical order. */
export const endpointNames = (): string[] =>
  Object.values(ENDPOINTS)
    .flatMap((endpoints) => Object.keys(endpoints))
    .concat(
      OPEN_ENDPOINTS.filter((name) => name !== ''),
      LINKS,
    )
    .sort();

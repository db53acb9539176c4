/** Each scope has its own limit (TextIt 6.1), which `api_rates` may set. Endpoints without a scope count as `v2`. */
export const RATE_SCOPES = ['v2', 'v2.contacts', 'v2.messages', 'v2.runs', 'v2.console'] as const;

/** Limits that no workspace can change: settings must stay reachable when a rate was set too low. */
export const FIXED_RATES = { 'v2.settings': 600 } as const;

type FixedScope = keyof typeof FIXED_RATES;
export type RateScope = (typeof RATE_SCOPES)[number] | FixedScope;

/** The console has its own limit for all requests, so that people at screens and scripts do not block each other. */
export const rateScopeOf = (scope: RateScope = 'v2', client: 'api' | 'console'): RateScope =>
  client === 'console' && !isFixed(scope) ? 'v2.console' : scope;

export const isFixed = (scope: RateScope): scope is FixedScope => Object.hasOwn(FIXED_RATES, scope);

import type { FeatureFunction } from '../constructs/feature-function.ts';
import type { SignIn } from '../deployment.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Signs people in by an OpenID provider, and out. Without one it answers that there is none. */
export const signIn: Feature = {
  name: 'sign-in',
  entry: 'functions/sign-in/sign-in.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables, signIn: provider }) {
    api.signIn(fn);
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads);
    tables.workspace.grantWrite(fn, 'P#', 'W#', 'U#');
    tellSignIn(fn, provider);
  },
};

/** Tells a function by which provider people sign in; the runner has one of its own where the stack has none. */
export function tellSignIn(fn: FeatureFunction, provider: SignIn | null): void {
  fn.setVariable('SIGN_IN_ISSUER', provider?.issuer ?? '');
  fn.setVariable('SIGN_IN_CLIENT', provider?.client ?? '');
  if (provider?.secret) fn.setVariable('SIGN_IN_SECRET', provider.secret);
}

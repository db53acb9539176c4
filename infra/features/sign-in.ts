import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Signs people in by an OpenID provider, and out. Without one it answers that there is none. */
export const signIn: Feature = {
  name: 'sign-in',
  entry: 'functions/sign-in/sign-in.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.signIn(fn);
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads);
    tables.workspace.grantWrite(fn, 'P#', 'W#', 'U#');
  },
};

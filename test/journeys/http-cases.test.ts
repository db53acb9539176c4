import { playOverHttp } from '../support/cases/over-http.ts';

/** One of each method and status in a file: all are played in process, and over HTTP at night (`test/nightly`). */
playOverHttp((cases) => [
  ...new Map(cases.map((one) => [`${one.request.method} ${one.status}`, one] as const).toReversed()).values(),
]);

import { expect, it } from 'vitest';
import { playOnNewEngines, reportText } from '../fuzz/index.ts';
import { runs } from '../support/property/runs.ts';

/** `npm run fuzz` plays for minutes. */
const REQUESTS = runs(400);

it('hostile requests to every endpoint are answered as the OpenAPI document says, in time, and touch no other workspace', async () => {
  const report = await playOnNewEngines({ seed: 1, first: 0, requests: REQUESTS, minutes: 10 });
  expect(report.findings, reportText(report, 1)).toEqual([]);
  expect(report.requests).toBe(REQUESTS);
});

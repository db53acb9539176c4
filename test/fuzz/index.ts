import { engines, startEngine } from '../support/engines/engines.ts';
import { type InProcess, openInProcess } from '../support/in-process/service.ts';
import { play, type Report } from './play.ts';
import { type Measured, measureWorst } from './worst.ts';

export { play, type Report } from './play.ts';
export { reportText, worstText } from './report.ts';

/** Requests on one engine: an engine slows down with every record of a stream, which it never forgets. */
const ON_ONE_ENGINE = 2_000;

export interface SessionOptions {
  readonly minutes: number;
  readonly requests: number;
  readonly seed: number;
  /** Index of the first request. */
  readonly first: number;
}

/** Plays until the minutes are over or the requests are sent, on one engine after the other. */
export async function playOnNewEngines({ minutes, requests, seed, first }: SessionOptions): Promise<Report> {
  const until = Date.now() + minutes * 60_000;
  const goesOn = (played: number): boolean => played < requests && Date.now() < until;
  let report: Report = { requests: 0, statuses: {}, findings: [], slowest: { index: first, ms: 0 } };
  while (goesOn(report.requests)) {
    const before = report.requests;
    const goOn = (played: number) => played < ON_ONE_ENGINE && goesOn(before + played);
    report = sum(report, await onNewEngine((service) => play(service, { seed, first: first + before, goOn })));
  }
  return report;
}

/** Sends the costliest requests that there are, three times each. */
export const measureOnNewEngine = (): Promise<readonly Measured[]> =>
  onNewEngine((service) => measureWorst(service, 3));

async function onNewEngine<Result>(use: (service: InProcess) => Promise<Result>): Promise<Result> {
  const [engine] = engines;
  if (!engine) throw new Error('No DynamoDB engine: see infra/local/README.md.');
  const running = await startEngine(engine);
  try {
    return await use(await openInProcess(running));
  } finally {
    await running.stop();
  }
}

function sum(one: Report, other: Report): Report {
  const statuses = { ...one.statuses };
  for (const [status, count] of Object.entries(other.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  return {
    requests: one.requests + other.requests,
    statuses,
    findings: [...one.findings, ...other.findings],
    slowest: one.slowest.ms >= other.slowest.ms ? one.slowest : other.slowest,
  };
}

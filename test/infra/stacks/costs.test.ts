import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { idleCosts } from '../../../infra/costs/idle-costs.ts';
import { auditOf, monthCosts, monthTable } from '../../../infra/costs/month.ts';
import { costTables, idleTable } from '../../../infra/costs/tables.ts';
import { IDLE } from '../../../infra/deployment.ts';
import prices from '../../../shared/domain/costs/prices.ts';
import { GB_A_PROCESSOR, unitsPrice } from '../../../shared/domain/costs/work.ts';
import { synthesise } from './assembly.ts';

const { data, service } = await synthesise();
const templates = [data, service];

it('costs $5.00 a month at most when nothing happens, and $4.00 with the free tier, everything counted', () => {
  const lines = idleCosts(templates);
  expect(lines.map(({ what }) => what.replace(/[\d,]+/, 'N'))).toEqual([
    'alarms on N metrics',
    'notes that the watchdog keeps',
    'N secret',
    'polling of N empty queues, and looks into all',
    "requests to AWS's key of the tables (KMS)",
    'N scheduled runs, with their logs and reads',
    'requests of the probe and their logs',
    'dashboard',
  ]);
  expect(lines.filter(({ dollars }) => !(dollars >= 0))).toEqual([]);
  const together = idleTable(templates).at(-1);
  expect(together?.alone).toBeLessThanOrEqual(5);
  expect(together?.free).toBeLessThan(4);
  // Below that a budget is refused.
  expect(Math.ceil(together?.free ?? 0)).toBe(IDLE);
});

it('has the tables of `npm run costs` in the documentation', () => {
  expect(readFileSync('docs/costs-and-limits.md', 'utf8')).toContain(costTables(templates));
});

/** An example of the documentation. */
const USAGE = { contacts: 300_000, messages: 2_000_000, searches: 5_000 };
const bill = (usage: Partial<typeof USAGE> = {}) =>
  monthCosts({ contacts: 0, messages: 0, searches: 0, ...usage }, templates);
const together = (lines: ReturnType<typeof bill>) => lines.reduce((sum, { dollars }) => sum + dollars, 0);

it('bills a month by service: without use what an idle month costs, and each further thing by itself', () => {
  const idle = together(bill());
  expect(idle).toBeCloseTo(idleCosts(templates).reduce((sum, { dollars }) => sum + dollars, 0) + 0.00007, 3);
  const alone = (usage: Partial<typeof USAGE>) => together(bill(usage)) - idle;
  const { contacts, messages, searches } = USAGE;
  expect(alone(USAGE)).toBeCloseTo(
    alone({ contacts }) + alone({ messages }) + alone({ contacts, searches }) - alone({ contacts }),
    6,
  );
  expect(alone({ messages })).toBeGreaterThan(2 * messages * 0.000001);
  expect(bill(USAGE).filter(({ dollars }) => !(dollars > 0))).toEqual([]);
});

it.each([1, 10, 100])('audits %i million contacts for at most 30 cents a million and month', (millions) => {
  const { readUnits, seconds } = auditOf({ contacts: millions * 1_000_000, messages: 0, searches: 0 });
  const dollars = unitsPrice({ readUnits, writeUnits: 0 }) + seconds * GB_A_PROCESSOR * prices.functionGbSecond;
  expect(dollars / millions).toBeLessThan(0.3);
});

it('has the bill of `npm run costs -- --contacts 300000 --messages 2000000 --searches 5000` in the documentation', () => {
  expect(readFileSync('docs/costs-and-limits.md', 'utf8')).toContain(monthTable(USAGE, templates));
});

const alarm = (properties: object) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { ...properties } });
const dashboard = (metrics: number) => ({
  Type: 'AWS::CloudWatch::Dashboard',
  Properties: { DashboardBody: JSON.stringify({ metrics: Array.from({ length: metrics }, () => ['AWS/Lambda']) }) },
});
const costOf = (resource: ReturnType<typeof alarm>, what: RegExp): number | undefined =>
  idleCosts([{ Resources: { One: resource } }]).find((line) => what.test(line.what))?.dollars;

it('charges an alarm for each metric of its expression', () => {
  const Metrics = [{ Expression: 'a + b' }, { MetricStat: {} }, { MetricStat: {} }];
  expect(costOf(alarm({ MetricName: 'Errors' }), /alarms/)).toBe(0.1);
  expect(costOf(alarm({ Metrics }), /alarms/)).toBe(0.2);
});

it('charges a dashboard that draws more than 50 metrics', () => {
  expect([50, 51].map((metrics) => costOf(dashboard(metrics), /dashboard/))).toEqual([0, 3]);
});

it('refuses to guess how often a schedule runs', () => {
  const hourly = { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'rate(1 hour)' } };
  expect(() => idleCosts([{ Resources: { One: hourly } }])).toThrow('rate(1 hour)');
});

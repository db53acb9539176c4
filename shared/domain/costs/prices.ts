/**
 * On-demand list prices in dollars by AWS's pricing pages, without the free tier but for dashboards, of which an
 * account has three for nothing. TypeScript, because bundles contain no JSON.
 */
export default {
  region: 'us-east-1',
  date: '2026-11',
  writeUnit: 0.000000625,
  readUnit: 0.000000125,
  queueRequest: 0.0000004,
  fileWritten: 0.000005,
  fileRead: 0.0000004,
  apiRequest: 0.000001,
  functionCall: 0.0000002,
  functionGbSecond: 0.0000133334,
  scheduledRun: 0.000001,
  traceRecorded: 0.000005,
  logGb: 0.5,
  alarmMetricMonth: 0.1,
  metricRead: 0.00001,
  secretMonth: 0.4,
  keyRequest: 0.000003,
  dashboardMonth: 3,
  dashboardsFree: 3,
  metricsOfFreeDashboard: 50,
  // What an account has for nothing every month, for ever.
  free: { alarmMetrics: 10, queueRequests: 1_000_000, keyRequests: 20_000, scheduledRuns: 14_000_000, traces: 100_000 },
};

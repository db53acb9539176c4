/**
 * Units as the service reports them, held by test/journeys/long/budgets.test.ts, and processor time of the functions by
 * `npm run bench`. An idle scheduled run is that of one workspace, with the start of its environment. What a job
 * consumes is foreseen by forecast.ts, held by test/long/estimates. TypeScript, because bundles contain no JSON.
 */
export default {
  jobs: [
    { what: 'archive through a flow, in one static group', writeUnits: 7.1, readUnits: 1.5 },
    { what: 'flag dormant', writeUnits: 6.1, readUnits: 0.6 },
    { what: 'delete for good, with one address and three history items each', writeUnits: 8.1, readUnits: 1.6 },
  ],
  // Tested by test/long/imports/costs.test.ts.
  imports: {
    what: 'import as new contacts with two addresses, five fields and two groups',
    writeUnits: 12.2,
    readUnits: 5.2,
  },
  // Units by DynamoDB's rules: an index entry, and writes in a transaction.
  index: { put: 1, move: 2 },
  transaction: 2,
  look: 0.5,
  // Of one change, in the row of counts of up to 200.
  counted: 0.015,
  slice: { writeUnits: 5, readUnits: 7 },
  // The first slice starts the job.
  start: { writeUnits: 2 },
  // Besides its capacity: to ask for it and to look at it; to run and to end it.
  asked: { writeUnits: 8, readUnits: 12 },
  run: { writeUnits: 13, readUnits: 16 },
  // A file is written in parts, between which the job is touched.
  file: { writeUnits: 2 },
  // A field or static group that an import makes, and a smart one with the job that finds its members.
  assets: { named: 6.5, smart: 45 },
  // A start also counts and lists the runs of a slice.
  startSlice: { writeUnits: 9, readUnits: 10 },
  // For each part of a slice except the last, if it is accounted for in parts (ADR 034).
  part: { writeUnits: 4, readUnits: 9 },
  contactsInASlice: 500,
  // Of a worker: a change of five units takes two milliseconds. What a workspace takes at most is ADR 032.
  seconds: { slice: 0.1, contact: 0.0005, writeUnit: 0.0003, contactsOfWorkspace: 4_000 },
  // Seconds of processor time of the functions, for each contact that is looked at and for each write unit: "A job
  // against a bare client" and "An import against a bare client" in bench/RESULTS.md.
  processor: { contact: 0.0005, writeUnit: 0.00023 },
  slicesASelection: 20,
  // Files of each slice; one more is written once.
  files: { import: { written: 1, read: 4 }, export: { written: 1, read: 2 } },
  // A request of the probe, answered by a function of so many gigabytes, with the lines of both logs.
  probed: { seconds: 0.02, gigabytes: 0.5, logKb: 1 },
  idleRun: { readUnits: 1, seconds: 0.5, logKb: 3 },
};

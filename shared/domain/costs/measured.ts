/** TypeScript, because bundles contain no JSON. */
export default {
  about:
    'Units as the service reports them, held by test/journeys/budgets.test.ts, and processor time by bench/jobs.ts (all of its two processors, the database engine included, hence an upper bound). An idle scheduled run is that of one workspace, the start of its environment included. `writes`, `slice` and `look` are what a job itself consumes, held by test/functions/jobs/before.test.ts; what follows a change is written from the stream. Contacts a second are those of one worker on AWS (ADR 011), and of one workspace at most (ADR 032).',
  jobs: [
    { what: 'archive through a flow, in one static group', writeUnits: 7.1, readUnits: 1.5 },
    { what: 'flag dormant', writeUnits: 6.1, readUnits: 0.6 },
    { what: 'delete for good, with one address and three history items each', writeUnits: 8.1, readUnits: 1.6 },
  ],
  // Tested by test/long/imports/costs.test.ts; processor time is measured by `npm run bench -- imports`.
  imports: {
    what: 'import as new contacts with two addresses, five fields and two groups',
    writeUnits: 12.2,
    readUnits: 5.2,
    processorSecondsAThousandContacts: 8,
    filesWrittenASlice: 1,
    filesReadASlice: 4,
  },
  writes: { status: 5, otherChange: 3, group: 1, address: 2, deletion: 4, run: 6 },
  follows: { change: 1, deletedHistory: 3 },
  look: 0.5,
  slice: { writeUnits: 5, readUnits: 7 },
  // For each part of a slice except the last, if it is accounted for in parts (ADR 046).
  part: { writeUnits: 4, readUnits: 9 },
  contactsInASlice: 500,
  contactsASecond: { worker: 500, workspace: 4000 },
  workers: 10,
  processorSecondsAThousandContacts: 2.33,
  idleRun: { readUnits: 1, seconds: 0.5, logKb: 3 },
};

import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { nameLists } from './carrier.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Which addresses may be sent messages, opt-outs without a contact, and the erasure ledger. */
const http: Feature = {
  name: 'privacy',
  entry: 'functions/privacy/privacy.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, service) {
    const { api, tables, hashKey } = service;
    api.serve(fn, 'privacy');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    // An added address stops its contact, which leaves its groups.
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'E#', 'F#', 'J#', 'O#');
    // A receipt seals the ledger first.
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'O#', 'E#');
    nameLists(fn, service);
    hashKey.grantRead(fn);
  },
};

/** Seals what was written to the erasure ledgers. When it fails, what it left is sealed an hour later. */
const seal: Feature = {
  name: 'ledger-seal',
  entry: 'functions/privacy/ledger-seal.ts',
  memory: 512,
  timeout: 300,
  atMost: 1,
  connect(fn, { schedules, tables }) {
    schedules.run('seal-ledgers', fn, {
      at: ScheduleExpression.cron({ minute: '20', timeZone: TimeZone.ETC_UTC }),
      worthRetryingFor: Duration.hours(1),
    });
    tables.workspace.grantRead(fn, 'E#');
    tables.workspace.grantWrite(fn, 'E#');
  },
};

export const privacy: readonly Feature[] = [http, seal];

import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { nameLists } from './carrier.ts';
import { answers, type Feature } from './feature.ts';

/** Which addresses may be sent messages, opt-outs without a contact, and the erasure ledger, which a receipt seals. */
const http = answers('privacy', { reads: ['E#', 'F#', 'J#', 'O#'], writes: ['O#', 'E#'] }, (fn, service) => {
  const { tables, hashKey } = service;
  tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
  // An added address stops its contact, which leaves its groups.
  tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
  nameLists(fn, service);
  hashKey.grantRead(fn);
});

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

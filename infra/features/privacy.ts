import { nameLists } from './carrier.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Which addresses may be sent messages, opt-outs without a contact, and the erasure ledger. */
export const privacy: Feature = {
  name: 'privacy',
  entry: 'functions/privacy/privacy.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, service) {
    const { api, tables, hashKey } = service;
    api.serve(fn, 'privacy');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    // An added address stops its contact, which leaves its groups.
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'E#', 'J#', 'O#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'O#');
    nameLists(fn, service);
    hashKey.grantRead(fn);
  },
};

import { nameLists } from './carrier.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Which addresses may be sent messages, opt-outs of addresses that nobody has, and the ledger of who was erased. */
export const privacy: Feature = {
  name: 'privacy',
  entry: 'functions/privacy/privacy.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, service) {
    const { api, tables, hashKey } = service;
    api.serve(fn, 'privacy');
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    // Who has an address that is added is stopped, and leaves groups.
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'E#', 'J#', 'O#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'O#');
    nameLists(fn, service);
    hashKey.grantRead(fn);
  },
};

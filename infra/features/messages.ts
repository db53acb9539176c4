import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

export const messages: Feature = {
  name: 'messages',
  entry: 'functions/messages/messages.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.serve(fn, 'messages');
    tables.contacts.grantRead(fn, 'C#');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'M#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'M#');
  },
};

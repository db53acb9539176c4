import { ANSWERS_REQUESTS, answers, type Feature } from './feature.ts';

/** Channels and their addresses, where messages arrive. */
const http = answers('channels', { reads: ['A#'], writes: ['A#', 'W#'] });

/** Receives providers' requests and queues them. Anyone may call it, so it reads no more than words, and counts. */
const receive: Feature = {
  name: 'inbound',
  entry: 'functions/inbound/inbound.ts',
  ...ANSWERS_REQUESTS,
  anyForm: true,
  connect(fn, { api, queues: { inbound }, tables }) {
    api.inbound(fn);
    tables.workspace.grantRead(fn, 'A#', 'W#', 'L#');
    tables.workspace.grantWrite(fn, 'L#');
    inbound.grantSend(fn);
  },
};

/** Handles arrivals like `events.json`, and unpacks what AWS has published. */
const take: Feature = {
  name: 'inbound-take',
  entry: 'functions/inbound/inbound-take.ts',
  memory: 384,
  timeout: 60,
  atMost: 10,
  connect(fn, { hashKey, queues: { inbound }, tables }) {
    inbound.wake(fn, { batchSize: 10 });
    inbound.grantSend(fn);
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#', 'X#');
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#', 'X#');
    // Several messages at once: their contacts, then markers, then the messages themselves.
    tables.contacts.grantUpdateMany(fn, 'C#');
    tables.contacts.grantInsertMany(fn, 'C#', 'X#');
    tables.workspace.grantRead(fn, 'W#', 'A#', 'L#');
    tables.workspace.grantWrite(fn, 'L#');
    hashKey.grantRead(fn);
  },
};

export const channels: readonly Feature[] = [http, receive, take];

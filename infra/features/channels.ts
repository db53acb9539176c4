import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Where messages arrive: channels and their addresses. */
const http: Feature = {
  name: 'channels',
  entry: 'functions/channels/channels.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.serve(fn, 'channels');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads, 'A#');
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'A#', 'W#');
  },
};

/**
 * Takes what providers send, and puts it on the queue before it answers. It looks channels up and sends, and can do nothing else: it is the one function that
 * anyone may call.
 */
const receive: Feature = {
  name: 'inbound',
  entry: 'functions/inbound/inbound.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, queues: { inbound }, tables }) {
    api.inbound(fn);
    tables.workspace.grantRead(fn, 'A#');
    inbound.grantSend(fn);
  },
};

/** Does with what arrived what `events.json` does; what AWS has published is taken apart first. */
const take: Feature = {
  name: 'inbound-take',
  entry: 'functions/inbound/inbound-take.ts',
  memory: 512,
  timeout: 60,
  atMost: 10,
  connect(fn, { hashKey, queues: { inbound }, tables }) {
    inbound.wake(fn, { batchSize: 10, maxConcurrency: 10 });
    inbound.grantSend(fn);
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#', 'X#');
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#', 'X#');
    tables.workspace.grantRead(fn, 'W#', 'A#');
    hashKey.grantRead(fn);
  },
};

export const channels: readonly Feature[] = [http, receive, take];

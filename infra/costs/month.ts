import measured from '../../shared/domain/costs/measured.ts';
import prices from '../../shared/domain/costs/prices.ts';
import { GB_A_PROCESSOR, REQUESTS_A_MESSAGE, unitsPrice } from '../../shared/domain/costs/work.ts';
import { idleCosts, type Template } from './idle-costs.ts';
import { dollars, row } from './tables.ts';

/** A month of one workspace. */
export interface Usage {
  /** People who are kept. */
  readonly contacts: number;
  /** Messages that come in. */
  readonly messages: number;
  /** Searches that are asked, each of one page. */
  readonly searches: number;
}

/** What others ask for the same people and messages, by what they publish; dollars a month. */
interface Peer {
  readonly what: string;
  readonly dollars: (usage: Usage) => number;
  readonly source: string;
  /** When the price was read, or was of. */
  readonly date: string;
}

const HOURS = 730;
const DOLLARS_A_EURO = 1.1637;

const PEERS: readonly Peer[] = [
  {
    what: 'TextIt: a credit for each message in or out, at the rate of the largest bundle ($4,500 a million)',
    dollars: ({ messages }) => messages * 0.0045,
    source: 'https://help.nyaruka.com/en/articles/2865181-what-is-a-credit',
    date: 'a stored copy without a date',
  },
  {
    what: 'a plan by contacts (Customer.io Essentials): $0.009 for each beyond the plan, without its base fee',
    dollars: ({ contacts }) => contacts * 0.009,
    source: 'https://docs.customer.io/accounts-and-workspaces/how-we-bill',
    date: '2026-08',
  },
  {
    what: 'the same for large customers (Customer.io Premium): from $0.004 each',
    dollars: ({ contacts }) => contacts * 0.004,
    source: 'https://docs.customer.io/accounts-and-workspaces/how-we-bill',
    date: '2026-08',
  },
  {
    what: 'a rented server for RapidPro (Hetzner CX43, 8 shared processors, 16 GB, €0.021 an hour), without a second one, backups, and whoever keeps it',
    dollars: () => 0.021 * HOURS * DOLLARS_A_EURO,
    source: 'https://docs.cnap.tech/compute/providers/hetzner',
    date: '2026, a euro at the rate of 2026-05-27',
  },
];

interface Line {
  readonly what: string;
  readonly dollars: number;
}

/** What is only in a month's bill; prices as in prices.ts. */
const MONTH = {
  // An incoming message through a channel, the first of a person in a quarter of an hour: the endpoint and the worker.
  message: { writeUnits: 7.15, readUnits: 5, seconds: 0.0121, calls: 2 },
  // A page of a search looks at so many people at most.
  search: { asked: 2, contact: 0.525, most: 2_000 },
  // Of one workspace in which nothing is due, with its settings.
  night: 18,
  // Bytes with index entries: a person with an address and three entries of history; a message.
  stored: { contact: 2_500, message: 700 },
  tableGbMonth: 0.25,
  recoveryGbMonth: 0.2,
};

/**
 * What one round of the audit costs: it scans what is stored (index entries are counted here too, which it does not
 * read), and looks again at what changed meanwhile. Tables of few items are audited every night.
 */
const AUDIT = { again: 1.1, itemsAContact: 4, nightlyBelow: 200_000, megabytesASecond: 8, days: 7 };

const NIGHTS = 30;
const MONTHS_KEPT = 12;
const GB = 1_000_000_000;

const gigabytesOf = ({ contacts, messages }: Usage): number =>
  (contacts * MONTH.stored.contact + MONTHS_KEPT * messages * MONTH.stored.message) / GB;

/** Read units and seconds of a whole processor that the rounds of the nightly audit take in a month. */
export function auditOf(usage: Usage): { readonly readUnits: number; readonly seconds: number } {
  const items = usage.contacts * AUDIT.itemsAContact + usage.messages * MONTHS_KEPT;
  const rounds = NIGHTS / (items < AUDIT.nightlyBelow ? 1 : AUDIT.days);
  const kilobytes = (gigabytesOf(usage) * GB) / 1_024;
  const seconds = kilobytes / 1_024 / AUDIT.megabytesASecond;
  return { readUnits: rounds * kilobytes * 0.125 * AUDIT.again, seconds: rounds * seconds };
}

/** A month's bill by AWS's services; `templates` say what costs without any use. */
export function monthCosts(usage: Usage, templates: readonly Template[]): Line[] {
  const { contacts, messages, searches } = usage;
  const { message, search, night } = MONTH;
  const looked = Math.min(contacts, search.most);
  const audit = auditOf(usage);
  const asked = searches * (search.asked + looked * search.contact);
  const readUnits = messages * message.readUnits + asked + NIGHTS * night + audit.readUnits;
  const seconds = messages * message.seconds + searches * looked * measured.processor.contact + audit.seconds;
  const gigabytes = gigabytesOf(usage);
  const idle = idleCosts(templates).reduce((sum, { dollars: amount }) => sum + amount, 0);
  return [
    {
      what: 'DynamoDB, reads and writes',
      dollars: unitsPrice({ readUnits, writeUnits: messages * message.writeUnits }),
    },
    { what: 'DynamoDB, storage with messages of a year', dollars: gigabytes * MONTH.tableGbMonth },
    { what: 'DynamoDB, point-in-time recovery', dollars: gigabytes * MONTH.recoveryGbMonth },
    {
      what: 'Lambda',
      dollars:
        (messages * message.calls + searches) * prices.functionCall +
        seconds * GB_A_PROCESSOR * prices.functionGbSecond,
    },
    { what: 'API Gateway', dollars: (messages + searches) * prices.apiRequest },
    { what: 'SQS', dollars: messages * REQUESTS_A_MESSAGE * prices.queueRequest },
    { what: 'what costs without use: alarms, secrets, polling, schedules', dollars: idle },
  ];
}

/** The bill, and what others cost for the same, as Markdown. */
export function monthTable(usage: Usage, templates: readonly Template[]): string {
  const lines = monthCosts(usage, templates);
  const total = lines.reduce((sum, line) => sum + line.dollars, 0);
  const { contacts, messages, searches } = usage;
  const counted = (count: number) => count.toLocaleString('en');
  return [
    `On-demand prices of ${prices.region}, ${prices.date}, without the free tier.`,
    '',
    row(`a month of ${counted(contacts)} contacts, ${counted(messages)} messages, ${counted(searches)} searches`, '$'),
    row('---', '---'),
    ...lines.map(({ what, dollars: amount }) => row(what, dollars(amount))),
    row('**together**', dollars(total)),
    '',
    row('the same elsewhere, a month', '$', 'source', 'price of'),
    row('---', '---', '---', '---'),
    ...PEERS.map((peer) => row(peer.what, dollars(peer.dollars(usage)), `<${peer.source}>`, peer.date)),
  ].join('\n');
}

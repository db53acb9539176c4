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

export const PEERS: readonly Peer[] = [
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

/** An office with a clock: people who write by a channel, policies, and what somebody does wrong, day by day. */
import { type Client, createPeople, phone, prepare } from '../../support/api/client.ts';
import { importFiles } from '../../support/imports/import-files.ts';
import { type InProcessStage, stageOf } from '../../support/in-process/clients.ts';
import { addressOf, receive } from '../../support/in-process/inbound.ts';
import type { InProcess } from '../../support/in-process/service.ts';

const DAY = 86_400_000;
/** A Monday, at seven in the morning in Kigali: the night's hour is nine. */
const BEGIN = Date.parse('2027-03-01T05:00:00Z');
/** Days of ordinary life before the policies are switched on. */
const ORDINARY_DAYS = 35;

/** What a case says; days count from the day on which the policies are switched on. */
export interface Mistake {
  readonly name: string;
  readonly people: number;
  readonly nights: number;
  /** By how many channels people write; each person always by the same. */
  readonly channels?: number;
  readonly timezone?: string;
  readonly settings?: object;
  readonly policies: readonly (object & { readonly name: string })[];
  readonly happens: readonly Happening[];
  readonly expect: Expected;
}

interface Happening {
  readonly day: number;
  /** Until this day, where it ends. */
  readonly until?: number;
  readonly what:
    | 'channel_dies'
    | 'holiday'
    | 'falls_silent'
    | 'edit'
    | 'settings'
    | 'import'
    | 'add_to_group'
    | 'approve';
  readonly channel?: number;
  /** How many people, or how many each day. */
  readonly people?: number;
  /** Days since their last sign of life; left out: none. */
  readonly last_seen?: number;
  readonly policy?: string;
  readonly body?: object;
  /** The field that is refused, which asks a person as a brake does. */
  readonly refused?: string;
}

interface Expected {
  /** Of those who were stopped, archived or deleted before anybody was asked. */
  readonly harmed_at_most: number;
  readonly harmed_at_least?: number;
  /** A reason that is said when somebody is asked; null: nobody is asked. */
  readonly asked: string | null;
  /** The day by which that reason is gone; left out: the case ends when somebody is asked. */
  readonly over_by?: number;
}

/** What came of a case. */
export interface Outcome {
  readonly harmed: number;
  readonly reasons: readonly string[];
  /** The night in which somebody was asked first. */
  readonly night: number | null;
  /** The night in which the reason was gone. */
  readonly over?: number;
  readonly refusals: readonly string[];
}

export class Office {
  readonly stage: InProcessStage;
  readonly mistake: Mistake;
  client: Client;
  day = -ORDINARY_DAYS;
  private addresses: string[] = [];
  private readonly uuids: string[] = [];
  private readonly policies = new Map<string, string>();
  private readonly silent = new Set<number>();
  private readonly refusals: string[] = [];
  private readonly told: string[] = [];
  private group = '';

  constructor(service: InProcess, mistake: Mistake) {
    this.stage = stageOf(service);
    this.mistake = mistake;
    this.client = this.stage.as('');
  }

  async play(): Promise<Outcome> {
    await this.open();
    for (; this.day < 0; this.day++) await this.live();
    for (const [name, uuid] of this.policies) await this.change(name, uuid, { state: 'on' });
    let harmed = 0;
    let first: Outcome | null = null;
    for (; this.day < this.mistake.nights; this.day++) {
      await this.live();
      harmed = await this.harmed();
      const reasons = await this.asked();
      const isOver = !reasons.some((one) => one === this.mistake.expect.asked);
      if (first !== null && isOver) return { ...first, harmed, over: this.day };
      if (reasons.length > 0) first ??= { harmed, reasons, night: this.day, refusals: this.refusals };
      if (first !== null && this.mistake.expect.over_by === undefined) return first;
    }
    if (first !== null) return first;
    return { harmed, reasons: [], night: null, refusals: this.refusals };
  }

  private async open() {
    const { service } = this.stage;
    await this.goTo(7);
    this.client = this.stage.as((await service.newWorkspace()).token);
    const { people, channels = 1, policies, timezone = 'Africa/Kigali', settings = {} } = this.mistake;
    await prepare(this.client);
    await this.client.post('settings.json', { timezone, dormancy_days: 3_650, ...settings });
    for (let number = 0; number < channels; number++)
      this.addresses.push(addressOf(await this.client.post('channels.json', { kind: 'external', name: `C${number}` })));
    await this.client.post('fields.json', { label: 'District', value_type: 'text' });
    this.group = (await this.client.post('groups.json', { name: 'Customers' })).uuid;
    for (let district = 0; district < DISTRICTS; district++) {
      const share = Math.ceil((people - district) / DISTRICTS);
      const given = { fields: { district: `d${district}` }, first: district * 10_000 };
      this.uuids.push(...(await createPeople(this.client, share, given)));
    }
    for (const policy of policies) {
      const { uuid } = await this.client.post('policies.json', policy);
      this.policies.set(policy.name, uuid);
    }
  }

  /** A day: what happens in it, who writes, and its night. */
  private async live() {
    await this.goTo(7);
    for (const one of this.mistake.happens) {
      const isPast = this.day > (one.until ?? one.day);
      if (this.day >= one.day && !isPast) await this.happens(one);
    }
    await this.write();
    await this.goTo(9);
    await this.stage.service.run('turn-groups');
    await this.stage.settle();
    await this.goTo(25);
    await this.stage.service.run('flag-dormant');
    await this.stage.settle();
  }

  private async write() {
    const { channels = 1, happens } = this.mistake;
    const now = (what: Happening['what']) =>
      happens.filter((one) => one.what === what && this.day >= one.day && this.day <= (one.until ?? Infinity));
    const dead = new Set(now('channel_dies').map(({ channel = 0 }) => channel));
    const isHoliday = now('holiday').length > 0;
    for (let person = 0; person < this.mistake.people; person++) {
      const every = 6 + ((person * 7) % 20);
      if ((this.day + ORDINARY_DAYS + person) % every !== 0) continue;
      const channel = person % channels;
      if (dead.has(channel) || this.silent.has(person) || (isHoliday && person % 10 !== 0)) continue;
      const query = new URLSearchParams({ from: phone(numberOf(person)).slice(4), text: 'hi' }).toString();
      const sent = { query, action: 'receive' };
      const { statusCode } = await receive(this.stage.service.runtime, this.addresses[channel] ?? '', sent);
      if (statusCode !== 200) throw new Error(`The channel answered ${statusCode}`);
    }
    await this.stage.settle();
  }

  private async happens(one: Happening) {
    const { what, people = 0, policy = '', body = {} } = one;
    if (what === 'falls_silent') for (let left = people; left > 0; left--) this.silent.add(this.silent.size);
    if (what === 'edit') await this.change(policy, this.policies.get(policy) ?? '', body, one.refused);
    if (what === 'settings') await this.client.post('settings.json', body);
    if (what === 'import') await this.import(people, one.last_seen);
    if (what === 'add_to_group')
      for (let from = 0; from < people; from += 100)
        await this.client.post('contact_actions.json', {
          ...{ action: 'add', group: this.group, contacts: this.uuids.slice(from, Math.min(people, from + 100)) },
        });
  }

  /** People who came from elsewhere, and never write. */
  private async import(people: number, lastSeen: number | undefined) {
    const ago = (days: number) => new Date(this.time(7) - days * DAY).toISOString();
    const head = ['URN:tel', 'Name', 'Created on', ...(lastSeen === undefined ? [] : ['Last seen on'])];
    const rows = Array.from({ length: people }, (_, at) => [
      ...[phone(900_000 + at).slice(4), `New ${at}`, ago(400)],
      ...(lastSeen === undefined ? [] : [ago(lastSeen)]),
    ]);
    const content = [head, ...rows].map((row) => row.join(',')).join('\n');
    const { job } = await importFiles(this.stage, this.client, [{ name: 'people.csv', content }]);
    if (job.status !== 'completed') throw new Error(`The import is ${job.status}`);
  }

  private async change(name: string, uuid: string, body: object, refused?: string) {
    const answer = await this.client.ask('POST', `policies.json?uuid=${uuid}`, body);
    if (refused !== undefined && answer.body[refused] !== undefined) this.told.push(refused);
    else if (answer.status >= 300) this.refusals.push(`${name}: ${JSON.stringify(answer.body)}`);
  }

  /** Whom policies have archived. */
  private async harmed(): Promise<number> {
    return (await this.client.get('counts.json')).folders.archived;
  }

  /** Why somebody is asked, or told that nothing is done, at present. */
  private async asked(): Promise<readonly string[]> {
    const reasons: string[] = [...this.told];
    for (const uuid of this.policies.values()) {
      const { waiting, unheard, untold } = (await this.client.get(`policies.json?uuid=${uuid}`)).results[0];
      for (const one of waiting) if (one.status === 'awaiting_approval') reasons.push(...one.reasons);
      if (untold) reasons.push('untold');
      if (unheard?.length > 0) reasons.push('nobody_heard');
    }
    return reasons;
  }

  private time(hour: number): number {
    return BEGIN + this.day * DAY + (hour - 7) * 3_600_000;
  }

  private goTo(hour: number) {
    return this.stage.service.goTo(this.time(hour));
  }
}

const DISTRICTS = 8;
const numberOf = (person: number): number => (person % DISTRICTS) * 10_000 + Math.floor(person / DISTRICTS);

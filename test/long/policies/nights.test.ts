/**
 * Nights of policies on real tables, and a model that shares no code with them (docs/policies.md): every step takes its
 * people on their night, or waits for a person as the page says. People write, are imported, moved, held and restored;
 * policies are edited, switched and put in another order; jobs are paused, approved and declined; nights die or are
 * missed; the clock jumps, and the workspace moves to another zone.
 */
import { expect, it } from 'vitest';
import { hourly } from '../../../functions/lifecycle/lifecycle.ts';
import { changeContact, readContacts } from '../../../shared/data/contacts/index.ts';
import {
  approveJob,
  declineJob,
  interruptJob,
  listJobs,
  pauseJob,
  resumeJob,
} from '../../../shared/data/jobs/index.ts';
import { storeGroup } from '../../../shared/data/workspace/groups.ts';
import {
  changePolicy,
  createField,
  createPolicy,
  listPolicies,
  loadAssets,
  updateSettings,
} from '../../../shared/data/workspace/index.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey, JobId } from '../../../shared/domain/ids.ts';
import { formatInstant, type Instant, instant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { Policy } from '../../../shared/domain/policies/policy.ts';
import type { Assets } from '../../../shared/domain/workspace.ts';
import { sendOnItsWay, sendSelect } from '../../../shared/services/jobs/submit.ts';
import { dyingAt } from '../../functions/engine/deaths.ts';
import { type World, worlds } from '../../functions/engine/world.ts';
import { groupId } from '../../shared/domain/contacts/world.ts';
import { randomBy } from '../../shared/domain/policies/returns/lives.ts';
import { policyOf } from '../../shared/domain/policies/samples.ts';
import { atNight } from '../../support/night.ts';
import { type ModelPerson, type ModelPolicy, noteChange, take, takes } from '../../support/policies/model.ts';
import { type Both, BRAKE, born, DAY, HOUR, POLICIES, works } from './programme.ts';

const BEGIN = Date.parse('2026-02-20T16:05:00Z');
const SEED = Number(process.env['SEED'] ?? 40);
const PEOPLE = atNight(150, { byDay: 40 });
const NIGHTS = atNight(250, { byDay: 60 });
const micros = (at: number): Instant => instant(at * 1_000);
const BY = { id: 'token-1', name: 'Ann' } as never;

/** A policy of the programme as it is now. */
interface Live {
  readonly both: Both;
  model: ModelPolicy;
  on: boolean;
}

/** A job that waits: paused, or for an approval. Its stage does nothing else. */
interface Waiting {
  readonly job: JobId;
  readonly live: Live;
  readonly version: number | undefined;
  readonly stage: number;
  readonly people: readonly ContactId[];
  readonly is: 'paused' | 'braked';
  /** The policy has begun anew since: its stage no longer knows of the job. */
  forgotten: boolean;
}

const world = worlds();

class Programme {
  now = BEGIN;
  readonly people = new Map<ContactId, ModelPerson>();
  readonly counts: Record<string, number> = {};
  lives: Live[] = [];
  waiting: Waiting[] = [];
  zone: string;
  readonly world: World;
  readonly next: () => number;

  constructor(over: World, zone: string, next: () => number) {
    this.world = over;
    this.zone = zone;
    this.next = next;
  }

  count(what: string, by = 1) {
    this.counts[what] = (this.counts[what] ?? 0) + by;
  }

  at(now: number) {
    this.now = now;
    this.world.clock = micros(now);
  }

  any<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.next() * all.length)];
  }

  async begin() {
    const { data, workspace } = this.world;
    this.at(BEGIN);
    await updateSettings(
      data,
      workspace,
      { timezone: this.zone, dormancyDays: null, policiesNightShare: null, events: ['contact.changed'] } as never,
      micros(BEGIN),
    );
    for (const name of ['Customers', 'Testers']) {
      const group = { uuid: groupId(name), name, query: null, status: 'ready', system: false } as const;
      await storeGroup(data, workspace, { ...group, createdOn: micros(BEGIN) });
    }
    const joined = { key: 'joined', name: 'Joined', type: 'datetime', createdOn: micros(BEGIN) } as never;
    await createField(data, workspace, joined);
    await this.join(PEOPLE, BEGIN - 50 * DAY);
    for (const [index, one] of POLICIES.entries()) {
      const begunOn = micros(BEGIN);
      const more = { position: index + 1, begunOn, name: one.model.name };
      await createPolicy(data, workspace, policyOf(one.given, more, one.query));
      this.lives.push({ both: one, model: { ...one.model, begun: BEGIN }, on: true });
    }
  }

  /** Spread over the shards, and the same each time. */
  private newId(): ContactId {
    const part = () =>
      Math.floor(this.next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return `${part()}-0000-4000-8000-0000${part()}` as ContactId;
  }

  async join(count: number, from: number) {
    const made = Array.from({ length: count }, (): Contact => {
      const person = born(this.next, this.now, from);
      const contact = newContact({ uuid: this.newId(), now: micros(this.now), change: { by: 'test', via: 'api' } });
      person.statusOn = this.now;
      this.people.set(contact.uuid, person);
      return {
        ...contact,
        createdOn: micros(person.created),
        lastSeenOn: person.seen === null ? null : micros(person.seen),
        groups: person.group === null ? [] : [groupId(person.group)],
        language: person.language ?? null,
        fields: person.joined === null ? {} : { ['joined' as FieldKey]: dated(person.joined) },
      };
    });
    await this.world.put(made);
  }

  /** Something that a person, or somebody in the office, does. */
  private does(person: ModelPerson): readonly Modifier[] {
    const { now } = this;
    const chance = this.next() * 100;
    if (chance < 25) {
      if (person.status === 'stopped') return [];
      // Some messages come late.
      const seen = this.next() < 0.3 ? now - Math.floor(this.next() * 20 * DAY) : now;
      if (person.seen !== null && person.seen >= seen) return [];
      person.seen = seen;
      return [{ type: 'seen', seenOn: micros(seen) }];
    }
    if (chance < 45) {
      const status = person.status === 'active' ? (chance < 35 ? 'stopped' : 'archived') : 'active';
      // Nobody is brought back who has opted out.
      if (person.status === 'stopped' || person.optedOut) return [];
      Object.assign(person, {
        status,
        ...(status === 'stopped' && { optedOut: true }),
        statusOn: now,
        ...(status !== 'active' && { group: null }),
      });
      return [{ type: 'status', status }];
    }
    if (chance < 60) {
      person.held = !person.held;
      return [{ type: 'hold', hold: person.held ? { by: 'test', reason: null } : null }];
    }
    if (person.status !== 'active') return [];
    if (chance < 75) {
      const to = this.any(['Customers', 'Testers', null]) ?? null;
      const removed = person.group === null || person.group === to ? [] : [groupId(person.group)];
      const added = to === null || person.group === to ? [] : [groupId(to)];
      person.group = to;
      return [
        { type: 'groups', groups: removed, modification: 'remove' },
        { type: 'groups', groups: added, modification: 'add' },
      ];
    }
    if (chance < 90) {
      const { language } = person;
      if (language === undefined) person.language = 'eng';
      else delete person.language;
      return [{ type: 'language', language: person.language ?? null }];
    }
    person.joined = now + Math.floor((this.next() * 90 - 60) * DAY);
    person.joined -= person.joined % 60_000;
    return [{ type: 'field', field: 'joined' as FieldKey, value: formatInstant(micros(person.joined)) }];
  }

  /** A day of everybody: until a time before the night. */
  async day(night: number, share: number) {
    const assets = await loadAssets(this.world.data, this.world.workspace);
    for (const [uuid, person] of this.people) {
      if (person.status === 'deleted' || this.next() >= share) continue;
      this.at(night - Math.floor(this.next() * 20 * HOUR) - 60_000);
      await this.change(uuid, person, assets);
    }
    this.at(night);
  }

  private async change(uuid: ContactId, person: ModelPerson, assets: Assets) {
    const before = { ...person };
    const modifiers = this.does(person);
    if (modifiers.length === 0) return;
    noteChange(
      this.lives.map(({ model }) => model),
      before,
      person,
      this.zone,
      this.now,
    );
    const { data, workspace } = this.world;
    const change = { by: 'test', via: 'api' } as const;
    await changeContact(data, workspace, uuid, {}, (one, taken) =>
      apply(one, modifiers, assets, { now: micros(this.now), change, taken }),
    );
    this.count('changes');
  }

  /** A policy is edited, switched, or gets another place. */
  async edit() {
    const { data, workspace } = this.world;
    const live = this.any(this.lives) as Live;
    const policy = (await listPolicies(data, workspace)).find(({ name }) => name === live.model.name);
    const { progress: _, ...before } = policy as Policy & { progress: unknown };
    const now = micros(this.now);
    const chance = this.next();
    if (chance < 0.3) {
      const state = live.on ? this.any(['off', 'shadow'] as const) : 'on';
      live.on = state === 'on';
      if (state !== 'off') live.model = { ...live.model, begun: this.now };
      await changePolicy(data, workspace, before, {
        ...{ state: state as 'on', by: before.createdBy },
        ...(state !== 'off' && { begunOn: now }),
      });
      if (state !== 'off') this.beginsAnew(live);
      return this.count(`switched ${state}`);
    }
    if (chance < 0.5) {
      const [first, ...others] = this.lives as [Live, ...Live[]];
      this.lives = [...others, first];
      const all = await listPolicies(data, workspace);
      for (const [position, { model }] of this.lives.entries()) {
        const one = all.find(({ name }) => name === model.name);
        const { progress: __, ...was } = one as Policy & { progress: unknown };
        await changePolicy(data, workspace, was, { position: position + 1, by: was.createdBy });
      }
      return this.count('put in another order');
    }
    const more = Math.floor(this.next() * 11) - 5;
    const longer = <S extends { readonly days?: number }>(stage: S) =>
      stage.days === undefined ? stage : { ...stage, days: Math.max(1, stage.days + more) };
    const version = before.version + 1;
    live.model = { ...live.model, version, begun: this.now, stages: live.model.stages.map(longer) };
    const rules = { ...before.rules, stages: before.rules.stages.map(longer) };
    await changePolicy(data, workspace, before, { rules, version, begunOn: now, by: before.createdBy });
    this.beginsAnew(live);
    return this.count('edited');
  }

  private beginsAnew(live: Live) {
    for (const one of this.waiting) if (one.live === live) one.forgotten = true;
  }

  private get models() {
    return this.lives.filter(({ on }) => on).map(({ model }) => model);
  }

  /** Whom each stage should take now, by `policy stage`. */
  private due() {
    const found = new Map<string, { readonly live: Live; readonly stage: number; readonly people: ContactId[] }>();
    for (const [uuid, person] of this.people) {
      if (person.status === 'deleted') continue;
      const one = takes(this.models, person, this.zone, this.now);
      const live = this.lives.find(({ model }) => model === one?.policy);
      if (one === null || live === undefined || !works(live.both, this.zone, this.now)) continue;
      const name = `${live.model.name} ${one.stage}`;
      const known = found.get(name) ?? { live, stage: one.stage, people: [] };
      known.people.push(uuid);
      found.set(name, known);
    }
    return found;
  }

  private take(live: Live, stage: number, uuid: ContactId) {
    const person = this.people.get(uuid) as ModelPerson;
    take(person, live.model, stage, this.now);
    if (person.status === 'archived') person.group = null;
    this.count(`taken by ${live.model.name}.${stage}`);
    this.count('taken');
  }

  async night() {
    const { data, workspace, queued } = this.world;
    const dies = this.next() < 0.1;
    if (dies) {
      const when = this.next() < 0.5 ? 'before' : 'after';
      await hourly(dyingAt(this.world, Math.floor(this.next() * 12), when)).catch(() => undefined);
      this.at(this.now + HOUR);
      this.count('nights that died');
    }
    await hourly(this.world);
    for (let at = 0; at < queued.length; ) {
      const [message] = queued.splice(at, 1);
      if (message?.queue === 'select') await this.world.deliver(message);
      else if (message) queued.splice(at++, 0, message);
    }
    const { jobs: all } = await listJobs(data, workspace, { limit: 60 });
    // Some were made in the hour before, and others will be made when the clock is right again.
    const isOfNight = ({ createdOn }: Job) => createdOn <= micros(this.now) && createdOn >= micros(this.now - HOUR);
    const jobs = all.filter(isOfNight);
    for (const { live, stage, people } of this.due().values()) {
      if (this.waiting.some((one) => one.live === live && one.stage === stage && !one.forgotten)) continue;
      const key = live.model.stages[stage]?.key;
      const job = jobs.find((one) => one.policy?.name === live.model.name && one.policy.stage === key);
      const isBraked = live.both.given.brake_contacts === BRAKE && people.length > BRAKE;
      const isPaused = !isBraked && !dies && job?.status !== 'completed' && this.next() < 0.05;
      if ((isBraked || isPaused) && job) {
        const is = isBraked ? 'braked' : 'paused';
        const { version } = live.model;
        this.waiting.push({ job: job.uuid, live, version, stage, people, is, forgotten: false });
        if (isPaused) expect((await pauseJob(data, workspace, job.uuid, micros(this.now))).ok).toBe(true);
        else expect([this.now, job.status, job.total]).toEqual([this.now, 'awaiting_approval', people.length]);
        this.count(is);
      } else for (const uuid of people) this.take(live, stage, uuid);
    }
    await this.world.drain();
    await this.compare();
  }

  /** Some hours after a night, what waits goes on, or ends. */
  async decide() {
    const { data, workspace } = this.world;
    for (const one of [...this.waiting]) {
      if (this.next() >= 0.3) continue;
      this.at(this.now + HOUR);
      this.waiting = this.waiting.filter((other) => other !== one);
      const now = micros(this.now);
      const goesOn = this.next() < 0.6;
      if (one.is === 'braked') {
        const sending = { ...{ now, note: null, count: null, by: BY }, settings: {} } as never;
        const step = goesOn
          ? await approveJob(data, workspace, one.job, sending)
          : await declineJob(data, workspace, one.job, { by: BY, note: null, now });
        if (!step.ok) throw new Error(JSON.stringify(step));
        if (goesOn) await sendOnItsWay(this.world, step.job, now);
      } else if (goesOn) {
        await resumeJob(data, workspace, one.job, now);
        await sendSelect(this.world, { workspace, job: one.job, send: true } as never);
      } else await interruptJob(data, workspace, one.job, now);
      this.count(`${one.is}, then ${goesOn ? 'done' : 'ended'}`);
      if (goesOn && one.live.on && one.live.model.version === one.version)
        for (const uuid of one.people) {
          const person = this.people.get(uuid) as ModelPerson;
          const due = takes(this.models, person, this.zone, this.now);
          if (due?.policy === one.live.model && due.stage === one.stage) this.take(one.live, one.stage, uuid);
        }
      await this.world.drain();
      await this.compare();
    }
  }

  /** Where everybody is, and which stage took them when, by the tables and by the model. */
  async compare() {
    const { data, workspace } = this.world;
    const read = await readContacts(data, workspace, [...this.people.keys()]);
    for (const [uuid, person] of this.people) {
      const item = read.get(uuid);
      const wanted =
        person.status === 'deleted'
          ? 'deleted'
          : `${person.status} ${person.last?.policy} ${person.last?.stage} ${person.last && dayText(person.last.at)}`;
      const got = item === undefined || isTombstone(item) ? 'deleted' : this.placeOf(item);
      if (got !== wanted) {
        const story = { seed: SEED, night: dayText(this.now), zone: this.zone, person, counts: this.counts };
        expect({ ...story, is: got }, uuid).toEqual({ ...story, is: wanted });
      }
    }
    this.count('compared', read.size);
  }

  private placeOf({ status, policyMark: mark }: Contact): string {
    if (mark === null) return `${status} undefined undefined null`;
    const live = this.lives.find(({ model }) => this.uuids.get(mark.policy) === model.name);
    const stage = live?.model.stages.findIndex(({ key }) => key === mark.stage);
    return `${status} ${live?.model.name} ${stage} ${dayText(mark.on / 1_000)}`;
  }

  readonly uuids = new Map<string, string>();

  async learn() {
    for (const { uuid, name } of await listPolicies(this.world.data, this.world.workspace)) this.uuids.set(uuid, name);
  }
}

const dated = (at: number) => ({ text: 'x', datetime: formatInstant(micros(at)) });
const dayText = (at: number): string => new Date(at).toISOString().slice(0, 16);

it.each([
  ['America/Santiago', 'Europe/Berlin'],
  ['Africa/Cairo', 'Asia/Kathmandu'],
])('every step comes on its night, in %s and then in %s', async (zone, other) => {
  const next = randomBy(SEED * 7_919 + zone.length);
  const programme = new Programme(world(), zone, next);
  await programme.begin();
  await programme.learn();
  let night = BEGIN;
  for (let number = 0; number < NIGHTS; number++) {
    night += DAY;
    await programme.day(night, number % 40 === 39 ? 0.5 : 0.05);
    if (next() < 0.15) await programme.edit();
    if (next() < 0.1) await programme.join(3, night);
    if (number === Math.floor(NIGHTS / 2)) {
      programme.zone = other;
      const { data, workspace } = programme.world;
      await updateSettings(data, workspace, { timezone: other }, programme.world.clock);
    }
    if (next() < 0.06) {
      programme.count('nights that were missed');
      continue;
    }
    if (number === Math.floor(NIGHTS / 3)) {
      // For one night the clock is weeks ahead.
      programme.at(night + 20 * DAY);
      await programme.night();
      programme.at(night);
    }
    await programme.night();
    await programme.decide();
  }
  expect(programme.counts['taken']).toBeGreaterThan(PEOPLE);
  if (process.env['TELL']) process.stderr.write(`${zone}: ${JSON.stringify(programme.counts)}\n`);
});

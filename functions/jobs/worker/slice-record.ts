import { deleteRunDetails, putRunDetails, type RunPointer, readContacts } from '../../../shared/data/contacts/index.ts';
import { type JobRecord, putOutcomes, readOutcomes } from '../../../shared/data/jobs/index.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { Run } from '../../../shared/domain/flows/flow.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { Tally } from '../../../shared/domain/jobs/job.ts';
import type { KeptRun } from '../../../shared/domain/jobs/kept-run.ts';
import { isStart, type Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { errorsOf, type Outcome } from '../../../shared/domain/jobs/outcome.ts';
import { begunOf, type Ran, ranOf, runOutcome } from '../../../shared/domain/jobs/run-outcome.ts';
import { runUuid } from '../../../shared/domain/jobs/run-uuid.ts';
import type { RunRecord } from '../../../shared/domain/jobs/starting.ts';
import { skipped, type Verdict } from '../../../shared/domain/selection/verdict.ts';
import { historyDays } from '../../../shared/domain/settings/retention.ts';
import type { WorkRuntime } from './runtime.ts';

interface SliceOf {
  readonly job: JobRecord;
  readonly number: number;
  /** The contacts of this delivery. */
  readonly uuids: readonly ContactId[];
  /** How many of them are already accounted for. */
  readonly done: number;
}

type Verdicts = ReadonlyMap<ContactId, Verdict>;

/**
 * Stores the outcomes of a slice's contacts (ADR 025): for a start before they are changed, because contacts do not
 * show what their runs did, so a repeated slice keeps its first outcomes; for every job before the slice is closed.
 */
export class SliceRecord implements RunRecord {
  readonly #data: WorkRuntime['data'];
  readonly #working: Working;
  readonly #slice: SliceOf;
  readonly #places: ReadonlyMap<ContactId, number>;
  readonly #runs = new Map<ContactId, Ran>();
  /** The last written details of this delivery's runs, and contacts that get theirs only if they may have changed. */
  readonly #details = new Map<ContactId, KeptRun>();
  readonly #late = new Set<ContactId>();
  #planned = false;
  #written: readonly Outcome[] | null = null;
  #ranOn: Working['now'];

  constructor({ data }: Pick<WorkRuntime, 'data'>, working: Working, slice: SliceOf) {
    this.#data = data;
    this.#working = working;
    this.#slice = slice;
    this.#places = new Map(slice.uuids.map((uuid, place) => [uuid, place]));
    this.#ranOn = working.now;
  }

  begin(contact: Contact): string {
    this.#runs.set(contact.uuid, begunOf(contact));
    const { job, number: slice } = this.#slice;
    return runUuid({ job: job.uuid, slice, place: this.#places.get(contact.uuid) ?? 0 });
  }

  ran(contact: Contact, run: Run): void {
    this.#runs.set(contact.uuid, ranOf(contact, run));
  }

  /** The planned outcomes, before any change. 1 read unit, and 1 write unit if runs leave nothing else. */
  async plan(): Promise<void> {
    const { job, uuids } = this.#slice;
    if (!isStart(job)) return;
    await this.#readEarlier();
    const known = (uuid: ContactId) => this.#runs.get(uuid)?.verdict ?? this.#earlier(uuid)?.verdict;
    await this.#write(new Map(uuids.map((uuid) => [uuid, known(uuid) ?? skipped('deleted')])), uuids.length);
    this.#planned = true;
  }

  /** Afterwards: their real outcomes, only of the first ones after a stop, and the errors of their runs. */
  async end(verdicts: Verdicts): Promise<{ readonly verdicts: Verdicts; readonly errors: Tally }> {
    const { done } = this.#slice;
    if (done > 0 && !this.#planned) await this.#readEarlier();
    const outcomes = await this.#write(verdicts, done + verdicts.size);
    await this.#forgetDeleted(verdicts);
    return { verdicts, errors: errorsOf(outcomes.slice(done)) };
  }

  async #readEarlier(): Promise<void> {
    const { job, number: slice } = this.#slice;
    const before = await readOutcomes(this.#data, job.workspace, { job: job.uuid, slice });
    this.#written = before?.outcomes ?? null;
    this.#ranOn = before?.ranOn ?? this.#ranOn;
  }

  #earlier(uuid: ContactId): Outcome | undefined {
    return this.#written?.[this.#places.get(uuid) ?? 0];
  }

  /** In this order a worker may die in between: outcomes name old details until they go, new ones once they exist. */
  async #write(verdicts: Verdicts, to: number): Promise<readonly Outcome[]> {
    const { job, number: slice, uuids, done } = this.#slice;
    const found = uuids.slice(0, to).map((uuid, place) => {
      const earlier = place < done ? this.#written?.[place] : undefined;
      if (earlier !== undefined) return { outcome: earlier, details: null };
      const verdict = verdicts.get(uuid) ?? skipped('deleted');
      return isStart(job)
        ? runOutcome(verdict, this.#runs.get(uuid), this.#earlier(uuid))
        : { outcome: { verdict, run: null }, details: null };
    });
    const outcomes = found.map(({ outcome }) => outcome);
    if (JSON.stringify(outcomes) === JSON.stringify(this.#written)) return outcomes;
    await deleteRunDetails(this.#data, job.workspace, this.#replacedBy(outcomes));
    await putOutcomes(this.#data, job.workspace, { job: job.uuid, slice }, { outcomes, ranOn: this.#ranOn });
    this.#written = outcomes;
    await this.#putDetails(found.map(({ details }) => details));
    return outcomes;
  }

  #pointer(place: number, version: number): RunPointer {
    const { job, number: slice, uuids } = this.#slice;
    return { contact: uuids[place] as ContactId, version, job: job.uuid, slice };
  }

  #replacedBy(outcomes: readonly Outcome[]): readonly RunPointer[] {
    return (this.#written ?? []).flatMap(({ run }, place) =>
      run === null || run.details === null || run.details === outcomes[place]?.run?.details
        ? []
        : this.#pointer(place, run.details),
    );
  }

  async #putDetails(details: readonly (KeptRun | null)[]): Promise<void> {
    const { job, uuids } = this.#slice;
    const { change } = this.#working;
    const fresh = details.flatMap((run, place) => {
      const uuid = uuids[place] as ContactId;
      const version = this.#written?.[place]?.run?.details ?? null;
      if (run === null || version === null || run === this.#details.get(uuid)) return [];
      this.#details.set(uuid, run);
      if (this.#planned) this.#late.add(uuid);
      return { ...this.#pointer(place, version), at: this.#ranOn, change, run };
    });
    await putRunDetails(this.#data, job.workspace, fresh, historyDays(this.#working.assets.settings));
  }

  /**
   * A contact may be deleted and cleaned up before its run's details are written. A changed one was not, because its
   * change comes after the details and needs the contact. 1 read unit for each other contact with details.
   */
  async #forgetDeleted(verdicts: Verdicts): Promise<void> {
    const { job, uuids } = this.#slice;
    const unsure = uuids.flatMap((contact, place) => {
      const version = this.#written?.[place]?.run?.details ?? null;
      const isSure = verdicts.get(contact)?.outcome === 'changed' && !this.#late.has(contact);
      return version === null || isSure || !this.#details.has(contact) ? [] : this.#pointer(place, version);
    });
    const contacts = unsure.map(({ contact }) => contact);
    const read = await readContacts(this.#data, job.workspace, contacts, { consistent: true });
    const gone = unsure.filter(({ contact }) => {
      const item = read.get(contact);
      return item === undefined || isTombstone(item);
    });
    await deleteRunDetails(this.#data, job.workspace, gone);
  }
}

/** Repairs what an audit suspects. An item that cannot be read or mended stops no other. */
import type { Logger } from '@aws-lambda-powertools/logger';
import type { IdentityItem } from '../../data/contacts/index.ts';
import { BusyError, chunks, type Data, eachOf } from '../../data/dynamo/index.ts';
import {
  addRepairCounts,
  NO_REPAIRS,
  type RepairCounts,
  type RosterEntry,
  repairContacts,
  repairIdentities,
  repairRosterEntries,
} from '../../data/repair/index.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

/** Suspects looked at together, and concurrent lots. */
const [LOT, AT_ONCE] = [100, 4];

export interface Repairing {
  readonly data: Data;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
  now(): Instant;
}

export class Repairs {
  /** What was mended, by workspace. */
  readonly mended = new Map<WorkspaceId, RepairCounts>();
  /** Items, or parts of the work, that failed. */
  broken = 0;
  readonly #repairing: Repairing;

  constructor(repairing: Repairing) {
    this.#repairing = repairing;
  }

  contacts(workspace: WorkspaceId, uuids: readonly ContactId[]): Promise<void> {
    const { data, now } = this.#repairing;
    return this.#each(workspace, [...new Set(uuids)], (some) => repairContacts(data, workspace, some, now()));
  }

  rosterEntries(workspace: WorkspaceId, entries: readonly RosterEntry[]): Promise<void> {
    const { data, now } = this.#repairing;
    return this.#each(workspace, entries, (some) => repairRosterEntries(data, workspace, some, now()));
  }

  identities(workspace: WorkspaceId, items: readonly IdentityItem[]): Promise<void> {
    const { data } = this.#repairing;
    return this.#each(workspace, items, (some) => repairIdentities(data, workspace, some));
  }

  add(workspace: WorkspaceId, counts: RepairCounts): void {
    this.mended.set(workspace, addRepairCounts(this.mended.get(workspace) ?? NO_REPAIRS, counts));
  }

  /** Runs `work`, whose failure is logged; a busy table ends the run. Returns whether it succeeded. */
  async alone(what: object, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof BusyError) throw error;
      this.broken += 1;
      this.#repairing.logger.error('not audited', { ...what, error: error as Error });
      return false;
    }
  }

  async #each<Suspect>(
    workspace: WorkspaceId,
    suspects: readonly Suspect[],
    repair: (some: readonly Suspect[]) => Promise<RepairCounts>,
  ): Promise<void> {
    const mend = async (some: readonly Suspect[]) => this.add(workspace, await repair(some));
    await eachOf(chunks(suspects, LOT), AT_ONCE, async (some) => {
      try {
        await mend(some);
      } catch (error) {
        if (error instanceof BusyError) throw error;
        for (const one of some) await this.alone({ workspace, suspect: one }, () => mend([one]));
      }
    });
  }
}

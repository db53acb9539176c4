/** The results of campaigns, which are kept beside this file. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A step of a campaign: what it took for each of its contacts, until history, counts and the ledger had followed. */
export interface Stage {
  readonly what: string;
  readonly contacts: number;
  readonly kills: number;
  readonly seconds: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Most that the runner had in memory with all functions, and most heap of a function, garbage included. */
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
}

export interface Campaign {
  readonly contacts: number;
  readonly date: string;
  /** Processes that wanted a processor in the minute before. */
  readonly load: number;
  /** How often the runner was killed. */
  readonly kills: number;
  readonly stages: readonly Stage[];
  /** Rows of the files that were made before and after. */
  readonly exported: { readonly before: number; readonly after: number };
  readonly deleted: number;
  readonly ledger: {
    readonly erasures: number;
    readonly entries: number;
    readonly unsealed: number;
    readonly seals: number;
  };
  readonly sendable: {
    readonly asked: number;
    readonly wrong: number;
    readonly outcomes: Readonly<Record<string, number>>;
  };
}

const CAMPAIGNS = join(import.meta.dirname, 'campaigns.json');

export const readCampaigns = async (): Promise<readonly Campaign[]> => JSON.parse(await readFile(CAMPAIGNS, 'utf8'));

/** Replaces an earlier one of the same size. */
export async function keepCampaign(campaign: Campaign): Promise<void> {
  const others = (await readCampaigns()).filter(({ contacts }) => contacts !== campaign.contacts);
  const all = [...others, campaign].sort((a, b) => a.contacts - b.contacts);
  await writeFile(CAMPAIGNS, `${JSON.stringify(all, null, 2)}\n`);
}

/** Units of all stages together, for each contact that was imported. */
export const unitsOfAll = ({ contacts, stages }: Campaign): { readonly write: number; readonly read: number } => {
  const sum = (of: 'writeUnits' | 'readUnits') =>
    stages.reduce((all, stage) => all + stage[of] * stage.contacts, 0) / contacts;
  return { write: sum('writeUnits'), read: sum('readUnits') };
};

import type { About, Checking } from './checking.ts';
import { contactProblems, tombstoneProblems } from './contacts.ts';
import { countProblems } from './counts.ts';
import { definitionProblems } from './definitions.ts';
import { historyProblems } from './history.ts';
import { identityProblems } from './identities.ts';
import { indexProblems, rosterProblems } from './indexes.ts';
import { jobProblems } from './jobs.ts';
import { ledgerProblems } from './ledger.ts';
import { messageProblems } from './messages.ts';
import { dormancyProblems, smartGroupProblems } from './night.ts';
import type { Tables } from './tables.ts';
import { type Workspace, workspacesOf } from './workspace.ts';

export interface Check {
  /** Milliseconds since 1970, by the service's clock; now when left out. */
  readonly now?: number;
  /** The HMAC of `<workspace> <scheme:path>` as the service makes it; without it addresses are only counted. */
  readonly hash?: (text: string) => string;
  /** The schedules have run since the last change: flags and smart groups are right too. */
  readonly afterNight?: boolean;
  /** What is left out, because the test leaves such dirt on purpose. */
  readonly except?: readonly About[] | undefined;
  /** Only this workspace; all when left out. */
  readonly workspace?: string;
  /** Workspaces that are not looked at. */
  readonly without?: ReadonlySet<string>;
}

interface Violation {
  readonly about: About;
  readonly workspace: string;
  readonly text: string;
}

const ALWAYS: readonly ((workspace: Workspace, checking: Checking) => void)[] = [
  contactProblems,
  tombstoneProblems,
  indexProblems,
  rosterProblems,
  identityProblems,
  countProblems,
  historyProblems,
  jobProblems,
  messageProblems,
  ledgerProblems,
  definitionProblems,
];
const AFTER_NIGHT = [dormancyProblems, smartGroupProblems];

/**
 * All inconsistencies in the tables, as sentences; empty if the service kept its promises. The service must be idle. It
 * reads raw items by the rules of `shared/data/README.md`, independent of the code that wrote them.
 */
export function violationsOf(tables: Tables, check: Check = {}): readonly Violation[] {
  const { now = Date.now(), hash = null, afterNight = false, except = [] } = check;
  const violations: Violation[] = [];
  for (const workspace of workspacesOf(tables)) {
    const { uuid } = workspace;
    if (check.without?.has(uuid) || uuid !== (check.workspace ?? uuid)) continue;
    const report: Checking['report'] = (about, text) => {
      if (!except.includes(about)) violations.push({ about, workspace: uuid, text });
    };
    for (const problems of afterNight ? [...ALWAYS, ...AFTER_NIGHT] : ALWAYS)
      problems(workspace, { now, hash, report });
  }
  return violations;
}

/** Violations that an error shows. */
const SHOWN = 30;

/** Throws, in words, what does not agree. */
export function requireAgreement(tables: Tables, check: Check): void {
  const violations = shown(violationsOf(tables, check));
  if (violations.length > 0) throw new Error(`The tables do not agree:\n${violations.slice(0, SHOWN).join('\n')}`);
}

/** One line a violation. */
export const shown = (violations: readonly Violation[]): readonly string[] =>
  violations.map(({ about, workspace, text }) => `${about}, in workspace ${workspace}: ${text}`);

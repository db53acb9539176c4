import type { Folders } from './trend.ts';

/** Something that a manager may do next: whom or what it is about, and where it is done. */
export type Step =
  | { readonly what: 'archive'; readonly count: number }
  | { readonly what: 'approve'; readonly count: number; readonly href: string }
  | { readonly what: 'import'; readonly count: number; readonly name: string; readonly href: string }
  | { readonly what: 'unheard'; readonly name: string; readonly since: string; readonly href: string }
  | { readonly what: 'refused'; readonly name: string; readonly href: string }
  | { readonly what: 'look'; readonly count: number; readonly at: string }
  | { readonly what: 'mend'; readonly count: number; readonly href: string };

/** Of dormancy.json. */
interface Dormancy {
  readonly dormancy_days: number;
  readonly dormant: number;
  readonly not_seen: readonly { readonly days: number; readonly count: number }[];
  readonly next_sweep: string;
}

interface Known {
  readonly counts: Folders;
  /** How long people have been quiet, as they are counted; undefined where nobody asked. */
  readonly dormancy?: Dormancy | undefined;
  readonly jobs: readonly { readonly uuid: string; readonly steps: readonly string[] }[];
  readonly imports: readonly {
    readonly uuid: string;
    readonly name: string;
    readonly job: { readonly status: string; readonly total: number | null } | null;
    readonly pull: { readonly status: string } | null;
  }[];
  readonly webhooks: readonly { readonly status: string }[];
  /** By what nobody is heard, which the first one, the settings, says as well. */
  readonly policies?: readonly {
    readonly unheard?: readonly { readonly since: string; readonly channel: { readonly name: string } | null }[];
  }[];
  readonly may: (capability: 'edit' | 'delete' | 'administer') => boolean;
}

/** What to do next, the most urgent first: what waits for this person, what is broken, then what saves money. */
export function nextSteps({ counts, dormancy, jobs, imports, webhooks, policies = [], may }: Known): readonly Step[] {
  const waiting = jobs.filter(({ steps }) => steps.includes('approve'));
  const failing = webhooks.filter(({ status }) => status !== 'working').length;
  const [waits] = waiting;
  return [
    ...(waits
      ? [
          {
            what: 'approve',
            count: waiting.length,
            href: waiting.length === 1 ? `/jobs/${waits.uuid}` : '/jobs',
          } as const,
        ]
      : []),
    ...(policies[0]?.unheard ?? []).map(
      ({ since, channel }) =>
        ({ what: 'unheard', name: channel?.name ?? 'API', since, href: '/settings/channels' }) as const,
    ),
    ...(failing > 0 ? [{ what: 'mend', count: failing, href: '/settings/webhooks' } as const] : []),
    ...imports.flatMap(stepOfImport),
    ...(dormancy && may('edit') ? stepOfDormancy(dormancy) : []),
    ...(counts.dormant > 0 && may('edit') ? [{ what: 'archive', count: counts.dormant } as const] : []),
  ];
}

/** People who are quiet, and whom the next night flags, such as those of an import of today. */
function stepOfDormancy({ dormancy_days, dormant, not_seen, next_sweep }: Dormancy): readonly Step[] {
  const quiet = not_seen.find(({ days }) => days === dormancy_days)?.count ?? 0;
  return quiet > dormant ? [{ what: 'look', count: quiet - dormant, at: next_sweep }] : [];
}

/** An import that was read and not run, or whose rows were all refused, or that could not be fetched. */
function stepOfImport({ uuid, name, job, pull }: Known['imports'][number]): readonly Step[] {
  const href = `/imports/${uuid}`;
  if (pull?.status === 'failed') return [{ what: 'refused', name, href }];
  if (job?.status !== 'ready') return [];
  return job.total === 0 ? [{ what: 'refused', name, href }] : [{ what: 'import', count: job.total ?? 0, name, href }];
}

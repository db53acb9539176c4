import { table, whole } from '../support/table.ts';
import { measureCampaigns } from './campaign.ts';
import { type Campaign, unitsOfAll } from './kept.ts';

/** The section of RESULTS.md. */
export const measureCampaignSection = async (sizes: readonly number[]): Promise<string> =>
  campaignsTables(await measureCampaigns(sizes));

export const campaignsTables = (campaigns: readonly Campaign[]): string => `## A campaign to its end

\`npm run bench -- campaign --sizes 3000,30000,300000\`: people come from a file, a flow archives them, half are restored by a query, the rest is deleted for good, and all
who are active are exported before and after. Some opt out in the file, others before and after the archiving. From 5,000 people on the runner is
killed (\`kill -9\`) in the middle of the archiving and of the deletion, and goes on. Aims: units of a person within 5 % of those of 3,000, flat memory, a ledger that is
complete and sealed, and a right answer of \`sendable.json\` about 1,000 people, a fifth of whom opted out. The expected answers follow from the
number of a person alone (\`bench/campaign/people.ts\`). Up to 30,000 people the checker also finds that all tables agree.

${table([
  [
    'people',
    'on',
    'load before',
    'kills',
    'seconds',
    'write units a person',
    'read units a person',
    'exported before, after',
    'deleted',
    'in the ledger',
    'entries, not sealed',
    'sendable asked, wrong',
    'answers',
  ],
  ...campaigns.map((campaign) => [
    whole(campaign.contacts),
    ...[campaign.date, campaign.load.toFixed(1), String(campaign.kills)],
    whole(campaign.stages.reduce((sum, { seconds }) => sum + seconds, 0)),
    ...[unitsOfAll(campaign).write, unitsOfAll(campaign).read].map((units) => units.toFixed(2)),
    `${whole(campaign.exported.before)}, ${whole(campaign.exported.after)}`,
    ...[whole(campaign.deleted), whole(campaign.ledger.erasures)],
    `${whole(campaign.ledger.entries)}, ${campaign.ledger.unsealed}`,
    `${whole(campaign.sendable.asked)}, ${campaign.sendable.wrong}`,
    Object.entries(campaign.sendable.outcomes)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(', '),
  ]),
])}

Each step, until everything has followed; units of a contact that the step is about. Memory is the most at any look, one a second, garbage included:
of the runner with all functions, which are threads of it, and of the largest heap of a function.

${table([
  [
    'step',
    'contacts',
    'kills',
    'seconds',
    'contacts a second',
    'write units',
    'read units',
    'resident, MB',
    'heap of a function, MB',
  ],
  ...stagesOf(campaigns),
])}`;

/** Steps in their order, and each step at all sizes. */
function stagesOf(campaigns: readonly Campaign[]): readonly (readonly string[])[] {
  const steps = Math.max(0, ...campaigns.map(({ stages }) => stages.length));
  return Array.from({ length: steps }, (_, step) => step).flatMap((step) =>
    campaigns.flatMap(({ stages }) => {
      const stage = stages[step];
      if (stage === undefined) return [];
      const { what, contacts, kills, seconds, writeUnits, readUnits, residentMegabytes, heapMegabytes } = stage;
      return [
        [
          ...[what, whole(contacts), String(kills), seconds.toFixed(1), whole(contacts / seconds)],
          ...[writeUnits.toFixed(3), readUnits.toFixed(3), whole(residentMegabytes), whole(heapMegabytes)],
        ],
      ];
    }),
  );
}

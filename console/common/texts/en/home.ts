import { many } from './plural.ts';

const people = (count: number): string => many(count, 'person', 'people');

export const home = {
  hint: 'Who can be reached, who cannot, and what is worth doing next.',
  next: 'What to do next',
  nothingToDo: 'Nothing waits for you. Come back when people have gone quiet, or after an import.',
  tiles: {
    active: 'Can be reached',
    dormant: 'Of them, gone quiet',
    stopped: 'Opted out',
    blocked: 'Blocked',
    archived: 'Archived',
    deleted: 'Deleted for good',
  },
  same: (since: string) => `As many as on ${since}.`,
  changed: (more: boolean, shown: string, since: string) => `${shown} ${more ? 'more' : 'fewer'} than on ${since}.`,
  lineBegins: 'From tonight on, each number has its change and the line of a year.',
  lineOf: (name: string, since: string, first: string, least: string, most: string) =>
    `${name} since ${since}: ${first} at first, ${least} at least, ${most} at most.`,
  between: (least: string, most: string) => `${least} to ${most}`,
  today: 'Today',
  saves: (money: string) => `Archived, they save ${money} a month.`,
  sayPrice: 'Say what a contact costs, to see what this saves',
  steps: {
    approve: {
      title: (count: number, _: string) => `${many(count, 'job waits', 'jobs wait')} for your approval.`,
      button: 'Look at it',
    },
    mend: {
      title: (count: number, _: string) =>
        `${many(count, 'connection to another program fails', 'connections to other programs fail')}.`,
      button: 'Mend',
    },
    import: {
      title: (count: number, name: string) => `${people(count)} of “${name}” were read and not imported yet.`,
      button: 'Look at the import',
    },
    refused: {
      title: (_: number, name: string) => `Nobody could be imported from “${name}”.`,
      button: 'See why',
    },
    archive: {
      title: (count: number, _: string) =>
        `${people(count)} ${many(count, 'has', 'have')} gone quiet. Archived, they get no messages until they write or are restored.`,
      button: 'Preview archiving them',
    },
    delete: {
      title: (count: number, _: string) =>
        `archived ${people(count)} can be deleted for good, with messages and history.`,
      button: 'Preview deleting them',
    },
  },
};

export const help = {
  more: 'The guide to it',
  keys: 'Keys that save time',
  shortcuts: {
    '/': 'To the search',
    '?': 'Help',
    'Ctrl Z': 'Undo what was just done',
    F6: 'To the messages at the foot, and back',
    'g h': 'Home',
    'g c': 'Active contacts',
    'g a': 'Archived contacts',
    'g g': 'Groups',
    'g f': 'Flows',
    'g d': 'Dormancy',
    'g i': 'Imports',
    'g j': 'Jobs',
    'g s': 'Settings',
  },
  guides: {
    channels: 'Channels: where messages arrive',
    'clean-up': 'Clean up a contact list',
    delete: 'Delete people for good',
    imports: 'Import people from files',
    jobs: 'Work over many contacts',
    'move-in': 'Move in from TextIt',
    'opt-outs': 'Opt-outs and how they end',
    'sign-in': 'Who signs in',
  },
  topics: {
    home: {
      title: 'Your list',
      sentences: [
        'Each number says how many people are in one state, and its line how that went over a year.',
        'Under “What to do next” stands what waits for you, what is broken, and what saves money.',
        'Each button leads to a preview first. Nothing changes before you agree to it.',
        'Say under Settings what a contact costs a month, and you see here what archiving saves.',
      ],
    },
    contacts: {
      title: 'Contacts',
      sentences: [
        'Tick people and choose an action. Up to a hundred are changed at once, and Undo takes that back.',
        'More people, and everything that is final, are shown in a preview first.',
        'The search finds names and numbers. It also understands sentences such as “not seen for 6 months”.',
        'Under “Build a search” you put a search together from lists, without writing it.',
      ],
    },
    contact: {
      title: 'One person',
      sentences: [
        'You can change the name, numbers, groups and fields in place, and save them together.',
        'Below stands what happened: messages, changes, who made them, and in which job.',
        'Somebody who opted out comes back by writing to you. You can lift an opt-out only with a reason.',
      ],
    },
    groups: {
      title: 'Groups',
      sentences: [
        'A group by hand has the members that you, a flow or an import put into it.',
        'A smart group has everybody that its search finds, and follows by itself when people change.',
        'Who is archived, blocked or opted out is in no group.',
        'Deleting a group deletes none of its members.',
      ],
    },
    flows: {
      title: 'Flows',
      sentences: [
        'A flow says what is done to each contact that is sent through it, such as archiving or setting a field.',
        'Flows come from the gallery, or from a file that TextIt exports. What cannot run here is named.',
        'Try a flow on one contact first: nothing is changed by that.',
      ],
    },
    dormancy: {
      title: 'Dormancy',
      sentences: [
        'The chart shows in which month active people gave their last sign of life.',
        'Move the line to see how many have been quiet for longer. The button previews archiving them.',
        'Every night, who has been quiet for the set number of days is marked dormant. They still get messages.',
      ],
    },
    policies: {
      title: 'Policies',
      sentences: [
        'Above are your policies. A new one is in shadow: it counts by night, and does nothing until you switch it on.',
        'Below, begin with an example, and try on the past what it would have done. Nothing is changed.',
        'A bar shows whom the first step would have taken in a month. The other colour are those who wrote again later.',
        'The curve shows how many quiet people come back. Grey is unknown, and not zero.',
      ],
    },
    imports: {
      title: 'Imports',
      sentences: [
        'An import goes through four steps: files, columns, problems, confirm.',
        'Nothing is changed before the last step, and an opt-out is never lifted by an import.',
        'Rows that cannot be imported are kept with the reason. Mend them and drop them in again.',
      ],
    },
    jobs: {
      title: 'Jobs',
      sentences: [
        'A job is work over many contacts: archiving, deleting, an import, a flow.',
        'Its page says what became of each contact, and why some were left out.',
        'Most jobs can be undone. People who changed since then stay as they are now.',
        'Some jobs wait until a second person approves them.',
      ],
    },
    suppressions: {
      title: 'Suppressions',
      sentences: [
        'An address here refused messages, whether or not a contact has it.',
        'Addresses are kept as fingerprints, so there is no list to read: ask about one address at a time.',
        'You can add the addresses that opted out elsewhere, here or by an import.',
      ],
    },
    erasures: {
      title: 'Erasures',
      sentences: [
        'Everybody who was deleted for good leaves an entry here, which does not say who they were.',
        'A receipt is signed. Whoever gets it can check that the deletion happened and was not changed since.',
      ],
    },
    'audit-log': {
      title: 'Audit log',
      sentences: [
        'Who did what in this workspace, for 400 days. Nobody can change or delete an entry.',
        'Filter by what was done and by person, or save all of it as a file.',
      ],
    },
    settings: {
      title: 'Settings',
      sentences: [
        'Each part has its own button to save. Only what you have changed is sent.',
        'Only administrators change settings. Some changes need a second administrator who asks for the same.',
        'Under “Advanced” stands what people need who connect other programs.',
      ],
    },
  },
};

import { many } from '../many.ts';

type Counted = (count: number, shown: string) => string;
const people: Counted = (count, shown) => `${shown} ${many(count, 'person', 'people')}`;
const contacts: Counted = (count, shown) => `${shown} ${many(count, 'contact', 'contacts')}`;

export const actions = {
  menu: 'Actions',
  cancel: 'Cancel',
  undo: 'Undo',
  tickFirst: 'Tick contacts first',
  deleteAll: 'Delete all',
  names: {
    archive: 'Archive',
    restore: 'Restore',
    block: 'Block',
    stop: 'Stop',
    add_to_group: 'Add to group',
    remove_from_group: 'Remove from group',
    start_flow: 'Start in a flow',
    delete: 'Delete',
  },
  ask: {
    archive: (count: number, shown: string) =>
      `Archive ${people(count, shown)}? They leave all groups and get no messages until they are restored or write.`,
    restore: (count: number, shown: string) => `Restore ${people(count, shown)}? They can get messages again.`,
    block: (count: number, shown: string) =>
      `Block ${people(count, shown)}? They get nothing, what they send is put away, and they leave all groups.`,
    stop: (count: number, shown: string) =>
      `Mark ${people(count, shown)} as opted out? They leave all groups and get no messages until they write.`,
    add_to_group: (count: number, shown: string) => `Add ${people(count, shown)} to the group?`,
    remove_from_group: (count: number, shown: string) => `Take ${people(count, shown)} out of the group?`,
    start_flow: (count: number, shown: string) => `Send ${people(count, shown)} through the flow?`,
    delete: (count: number, shown: string) => `Delete ${people(count, shown)} for good?`,
  },
  run: {
    archive: (_: number, shown: string) => `Archive ${shown}`,
    restore: (_: number, shown: string) => `Restore ${shown}`,
    block: (_: number, shown: string) => `Block ${shown}`,
    stop: (_: number, shown: string) => `Stop ${shown}`,
    add_to_group: (_: number, shown: string) => `Add ${shown}`,
    remove_from_group: (_: number, shown: string) => `Remove ${shown}`,
    start_flow: (_: number, shown: string) => `Start ${shown}`,
    delete: (_: number, shown: string) => `Delete ${shown}`,
  },
  done: {
    archive: (count: number, shown: string) => `${contacts(count, shown)} archived.`,
    restore: (count: number, shown: string) => `${contacts(count, shown)} restored.`,
    block: (count: number, shown: string) => `${contacts(count, shown)} blocked.`,
    stop: (count: number, shown: string) => `${contacts(count, shown)} stopped.`,
    add_to_group: (count: number, shown: string) => `${contacts(count, shown)} added to the group.`,
    remove_from_group: (count: number, shown: string) => `${contacts(count, shown)} taken out of the group.`,
    start_flow: (count: number, shown: string) => `${contacts(count, shown)} sent through the flow.`,
    delete: (count: number, shown: string) => `${contacts(count, shown)} deleted.`,
  },
  started: {
    archive: (count: number, shown: string) => `Archiving ${contacts(count, shown)}.`,
    restore: (count: number, shown: string) => `Restoring ${contacts(count, shown)}.`,
    block: (count: number, shown: string) => `Blocking ${contacts(count, shown)}.`,
    stop: (count: number, shown: string) => `Stopping ${contacts(count, shown)}.`,
    add_to_group: (count: number, shown: string) => `Adding ${contacts(count, shown)} to the group.`,
    remove_from_group: (count: number, shown: string) => `Taking ${contacts(count, shown)} out of the group.`,
    start_flow: (count: number, shown: string) => `Sending ${contacts(count, shown)} through the flow.`,
    delete: (count: number, shown: string) => `Deleting ${contacts(count, shown)}.`,
  },
  undone: (count: number, shown: string) => `Undone for ${contacts(count, shown)}.`,
  unchanged: (count: number, shown: string) => `${shown} ${many(count, 'was', 'were')} so already.`,
  leftOut: (count: number, shown: string) => `${shown} ${many(count, 'was', 'were')} left out.`,
  failed: (_: number, shown: string) => `${shown} failed.`,
  counting: 'Counting exactly whom',
  notCounted: 'This could not be counted.',
  nobody: 'This is for nobody: there is nothing to do.',
  among: 'Among them:',
  andOthers: (count: number, shown: string) => `and ${shown} ${many(count, 'other', 'others')}.`,
  estimate: (money: string, time: string) => `Costs about ${money} and takes about ${time}.`,
  final: (count: number, shown: string) =>
    `This is final. ${people(count, shown)} will be gone with their messages and history, and nothing brings them back.`,
  lifts: (count: number, shown: string) =>
    `${people(count, shown)} had refused messages. Restore them only when they have asked for it.`,
  typeNumber: (shown: string) => `To confirm, type the number ${shown}`,
  reason: 'Why they come back',
  reasonHint: 'They had refused messages. The reason stays in their history.',
  count: 'Count whom',
  group: 'Group',
  chooseGroup: 'Choose a group',
  noGroups: 'There are no groups to add people to. Make one under Groups.',
  flow: 'Flow',
  chooseFlow: 'Choose a flow',
  noFlows: 'There are no flows. Make one under Flows.',
};

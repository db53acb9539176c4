interface Removed {
  readonly urns: string;
  readonly history: string;
  readonly messages: string;
  readonly groups: string;
}

export const erasures = {
  hint: 'Everybody who was deleted for good, the last first. Nothing here says who they were. A receipt is signed: whoever gets it can check that it is true.',
  none: 'No deletion is recorded here.',
  job: 'Job',
  uuid: 'Id, as in the list below',
  after: 'From',
  before: 'To',
  day: 'YYYY-MM-DD',
  who: 'Deleted by',
  removed: 'Gone with them',
  removedOf: ({ urns, history, messages, groups }: Removed) =>
    `Addresses: ${urns}. History: ${history}. Messages: ${messages}. Groups: ${groups}.`,
  receipt: 'Receipt',
  receiptOf: (contact: string) => `Receipt of ${contact}`,
  receiptOfJob: 'Receipt of the whole job',
  ofJob: 'Erasures and receipts',
};

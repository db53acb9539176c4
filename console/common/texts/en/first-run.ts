export const firstRun = {
  title: 'There is nobody here yet',
  import: 'Import people',
  importHint: 'From a spreadsheet, TextIt, Pinpoint, SES or Mailchimp. You see what would happen first.',
  sample: 'Try it with a sample',
  sampleHint:
    '24 made-up people in two groups, seen from today to years ago, and a flow. Nobody can be sent anything: their addresses are no phone numbers.',
  make: 'Make the sample programme',
  making: 'Making the sample programme',
  made: 'The sample programme is there. To remove it, archive its people, delete them under Archived, and delete its groups and flow.',
  api: 'Add people over the API',
  apiHint: 'An administrator makes tokens under Settings. People also come by themselves when they write to a channel.',
  document: 'The whole API, as an OpenAPI document',
  names: {
    all: 'Sample programme',
    mothers: 'Sample mothers',
    farmers: 'Sample farmers',
    quiet: 'Sample quiet for half a year',
    town: 'Sample town',
    flow: 'Sample: archive whoever enters',
    person: (name: string) => `${name} (sample)`,
  },
};

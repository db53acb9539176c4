export const link = {
  title: 'Open this workspace?',
  change: 'Leave this workspace for another one?',
  linked: 'The link opens',
  current: 'Open now',
  namesake: 'It is another workspace, although both have the same name.',
  trust: 'Open it only if you expected this link. What you add or upload afterwards goes to the workspace of the link.',
  open: 'Open',
  stay: 'Stay',
  doNotOpen: 'Do not open',
  refused: 'This link is not, or no longer, valid. Ask for a new one.',
};

export const groups = {
  saveAs: 'Save as smart group',
  save: 'Save',
  name: 'Name of the group',
  willFollow: 'Whoever matches is a member, from now on by themselves:',
};

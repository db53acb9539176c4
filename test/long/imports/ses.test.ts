import { reads } from '../../support/imports/reading.ts';

reads({
  "SES's contact list, as its own sample is written": {
    files: [
      {
        name: 'ses.csv',
        content:
          'emailAddress,unsubscribeAll,attributesData,topicPreferences.Sports,topicPreferences.Cycling\nses1@example.org,false,{"Name": "John"},OPT_IN,OPT_OUT\nses2@example.org,true,{"Name": "Sarah"},OPT_OUT,OPT_OUT\nses3@example.org,false,{"Name": "Eve", "Age": 3},OPT_IN,\n',
      },
    ],
    preview: { files: [{ format: 'ses_contacts' }], created: 2, opt_outs: { given: 1 }, refused: [{ line: 4 }] },
    contacts: {
      'mailto:ses1@example.org': { status: 'active', groups: [{ name: 'Sports' }] },
      'mailto:ses2@example.org': { status: 'stopped' },
    },
  },
  'an answer of SES about its contact list': {
    files: [
      {
        name: 'contacts.json',
        content: JSON.stringify(
          {
            Contacts: [
              {
                EmailAddress: 'ses4@example.org',
                UnsubscribeAll: false,
                TopicPreferences: [{ TopicName: 'Sports', SubscriptionStatus: 'OPT_IN' }],
              },
              { EmailAddress: 'ses5@example.org', UnsubscribeAll: true },
            ],
          },
          null,
          2,
        ),
      },
    ],
    preview: { files: [{ format: 'ses_contacts', rows: 2 }], created: 2 },
    contacts: {
      'mailto:ses4@example.org': { groups: [{ name: 'Sports' }] },
      'mailto:ses5@example.org': { status: 'stopped' },
    },
  },
  'a suppression list of SES: a complaint is a wish, a bounce is none': {
    files: [{ name: 'suppressed.csv', content: 'bounce@example.org,BOUNCE\ncomplaint@example.org,COMPLAINT\n' }],
    preview: { files: [{ format: 'ses_suppression', rows: 2 }], created: 2, opt_outs: { given: 1 } },
    contacts: {
      'mailto:bounce@example.org': { status: 'active', fields: { email_bounced: 'yes' } },
      'mailto:complaint@example.org': { status: 'stopped' },
    },
  },
});

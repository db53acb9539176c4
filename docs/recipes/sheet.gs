// Google Sheets: puts everybody who matches a query into the open sheet. In the sheet choose Extensions, Apps Script,
// paste this, and set the script properties DORMOUSE_URL and DORMOUSE_TOKEN (a token that only reads).
const QUERY = 'last_seen_on < -90d';

function fillSheet() {
  const { DORMOUSE_URL, DORMOUSE_TOKEN } = PropertiesService.getScriptProperties().getProperties();
  const headers = { Authorization: `Token ${DORMOUSE_TOKEN}` };
  const rows = [['uuid', 'name', 'number', 'last seen']];
  let next = `${DORMOUSE_URL}/api/v2/contacts.json?query=${encodeURIComponent(QUERY)}`;
  while (next !== null) {
    const page = JSON.parse(UrlFetchApp.fetch(next, { headers }).getContentText());
    for (const { uuid, name, urns, last_seen_on } of page.results) {
      // An apostrophe keeps a name that begins with `=` from being a formula.
      rows.push([uuid, name, urns[0], last_seen_on].map((cell) => `'${cell ?? ''}`));
    }
    next = page.next;
  }
  const sheet = SpreadsheetApp.getActiveSheet();
  sheet.clearContents();
  sheet.getRange(1, 1, rows.length, 4).setValues(rows);
}

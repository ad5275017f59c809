/** What happened since somebody last looked, in English. */
export const sinceEn = {
  title: 'Since you last looked',
  span: 'From {{from}} to {{to}}',
  looked: 'You last looked at {{at}}.',
  never: 'You have not marked anything as read: these are the last 24 hours.',
  choose: 'Since',
  from: { looked: 'I last looked', shift: 'The shift began', day: '24 hours ago', week: '7 days ago' },
  part: {
    unknown: 'Not known',
    kpis: 'Figures that turned',
    alerts: 'Alerts',
    sources: 'Sources',
    matters: 'Decided',
    due: 'Came due',
    settings: 'Settings changed',
  },
  nothing: 'Nothing has changed in this time.',
  mark: 'Mark as read',
  marked: 'Marked: the next time begins at {{at}}.',
  copy: { do: 'Copy as text', done: 'Copied', refused: 'The browser does not allow copying' },
} as const

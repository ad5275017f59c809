/** What every screen says, in English. */
const common = {
  freshness: {
    live: 'Fresh',
    stale: 'Old data',
    lost: 'Signal lost',
    never: 'No data yet',
  },
  camera: {
    live: 'Live',
    stale: 'Old picture',
    frozen: 'Frozen picture',
    lost: 'Signal lost',
    never: 'No picture yet',
    at: 'at {{time}}',
    picture: 'Picture from camera {{name}}: {{state}}',
  },
  state: {
    met: 'Met',
    near: 'Near',
    missed: 'Missed',
    unjudged: 'Cannot be judged',
    untargeted: 'No target',
  },
  targetOfCity: 'set by the city {{limit}}, declared {{declared}}',
  severity: {
    info: 'Info',
    minor: 'Minor',
    major: 'Major',
    critical: 'Critical',
  },
  simulated: 'Simulated',
  map: {
    label: 'Map of Cần Thơ City',
    schematic: 'schematic boundaries',
    credit: '© OpenStreetMap contributors',
    noWebgl: 'This machine cannot draw the map',
    noWebglHint: 'The browser has no WebGL 2. Every figure of the map stands in the tables too.',
    lost: 'The map has paused',
    lostHint: 'The graphics processor let go. The map comes back by itself; the figures stand in the tables.',
  },
  chart: {
    none: 'No data in this period yet',
    summary: '{{label}}, {{from}} to {{to}}.',
    range: 'Lowest {{min}} at {{minAt}}, highest {{max}} at {{maxAt}}, latest {{last}} at {{lastAt}}.',
    gaps_one: '{{count}} stretch without data.',
    gaps_other: '{{count}} stretches without data.',
    keys: 'Keys ← → read each point.',
    at: '{{time}}: {{values}}',
    nothing: 'no data',
    between: '{{min}} to {{max}}',
  },
  broken: {
    title: 'The page has failed',
    hint: 'It reloads by itself when the centre answers.',
    reload: 'Reload now',
  },
  loading: 'Loading',
} as const

export default common

import { alerts } from './alerts.ts'
import { cameras } from './cameras.ts'
import { cameraViews } from './cameraViews.ts'
import { directiveCells } from './directiveCells.ts'
import { directives } from './directives.ts'
import { explanations } from './explanations.ts'
import { hub } from './hub.ts'
import { incidents } from './incidents.ts'
import { kpis } from './kpis.ts'
import { links } from './links.ts'
import { notices } from './notices.ts'
import { plan } from './plan.ts'
import { quarantine } from './quarantine.ts'
import { readings } from './readings.ts'
import { retired } from './retired.ts'
import { sensors } from './sensors.ts'
import { sources } from './sources.ts'
import { thresholds } from './thresholds.ts'
import { wallReports } from './wallReports.ts'
import { wallStates } from './wallStates.ts'

/** Every feed a screen can follow. */
export const FEEDS = {
  sensors,
  readings,
  cameras,
  cameraViews,
  kpis,
  links,
  plan,
  alerts,
  incidents,
  directives,
  directiveCells,
  explanations,
  sources,
  retired,
  quarantine,
  thresholds,
  notices,
  hub,
  wallStates,
  wallReports,
}

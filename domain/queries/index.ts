import { alert, alertCap, alertHealth, alerts } from './alerts.ts'
import { directiveFile, explanationFile } from './attachments.ts'
import { audit } from './audit.ts'
import { basemap } from './basemap.ts'
import { calendar, calendarGaps } from './calendar.ts'
import { camera, cameraFrame, cameraSeries, cameras } from './cameras.ts'
import { directive, directives, leaders, officialCells } from './directives.ts'
import { explanation, explanations } from './explanations.ts'
import { gaps } from './gaps.ts'
import { healthz, metrics, readyz } from './health.ts'
import { incident, incidentFile, incidents } from './incidents.ts'
import { index766 } from './index766.ts'
import { kpi, kpiCorrections, kpiDaily, kpiExplain, kpiFigures, kpiSeries, kpis, unitCorrections } from './kpis.ts'
import { messages } from './messages.ts'
import { mqttAccounts } from './mqttAccounts.ts'
import { noticePreferences, notices, ownNotices } from './notices.ts'
import { pastSensors } from './past.ts'
import { people, personSessions, session, sessions, tokens, walls } from './people.ts'
import { plan } from './plan.ts'
import { quarantine } from './quarantine.ts'
import { sensor, sensorSeries, sensors } from './sensors.ts'
import { settings } from './settings.ts'
import { shift, shifts } from './shifts.ts'
import { since } from './since.ts'
import { sops } from './sops.ts'
import { sources } from './sources.ts'
import { statistics } from './statistics.ts'
import { storyline } from './storyline.ts'
import { system, systems } from './systems.ts'
import { targets } from './targets.ts'
import { units } from './units.ts'
import { waitingDevices } from './waitingDevices.ts'
import { wallIncident, wallLog, wallSince, wallStill } from './walls.ts'
import { myWork } from './work.ts'

/** Everything that may be asked below `/api/v1`. */
export const QUERIES = {
  ...{ wallLog, wallStill, wallIncident, wallSince, storyline },
  ...{ units, basemap, targets, calendar, calendarGaps },
  ...{ sensors, sensor, sensorSeries, pastSensors },
  ...{ cameras, camera, cameraFrame, cameraSeries },
  ...{ kpis, kpi, kpiSeries, kpiFigures, kpiDaily, kpiExplain, kpiCorrections, unitCorrections },
  ...{ plan, index766, statistics, systems, system, messages },
  ...{ mqttAccounts, waitingDevices },
  ...{ incidents, incident, incidentFile },
  ...{ alerts, alert, alertCap, alertHealth, sources, quarantine, gaps, audit, settings, sops },
  ...{ shifts, shift, myWork, since },
  ...{ directives, directive, officialCells, leaders, explanations, explanation, directiveFile, explanationFile },
  ...{ notices, ownNotices, noticePreferences },
  ...{ session, sessions, people, personSessions, tokens, walls },
}

/** What whoever keeps the hub running asks, at the root. */
export const HEALTH_QUERIES = { healthz, readyz, metrics }

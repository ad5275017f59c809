import type { dataCentre as declared } from '../../domain/systems/dataCentre.ts'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { bell, hourOf } from '../sensors/seasons.ts'
import type { SystemModel } from './systemModel.ts'

const SERVERS = 128
const WAN_SITES = 116

/** The data centre and the lines out of it: busy in office hours, its storage filling slowly. */
export const dataCentre: SystemModel<keyof typeof declared.counts> = ({ random }, at) => {
  const hour = hourOf(at)
  const busy = bell(hour, 9.5, 2) + bell(hour, 15, 2)
  const wave = (what: string, periodMs: number) => random.smooth(at, periodMs, 'data centre', what)
  return {
    servers: SERVERS,
    serversUp: SERVERS - Math.round(1 + wave('servers', 6 * HOUR_MS)),
    wanSites: WAN_SITES,
    wanSitesUp: WAN_SITES - Math.round(1.5 + 1.5 * wave('wan', 3 * HOUR_MS)),
    cpuPercent: Math.round(24 + 34 * busy + 4 * wave('cpu', HOUR_MS / 4)),
    diskPercent: Math.min(95, Math.round(55 + (12 * (at - Date.parse('2026-01-01T00:00:00Z'))) / (365 * DAY_MS))),
    temperatureTenths: Math.round(223 + 8 * busy + 4 * wave('temperature', HOUR_MS)),
    upsPercent: Math.round(98 + 2 * wave('ups', 2 * DAY_MS)),
  }
}

import type { videoConferencing as declared } from '../../domain/systems/videoConferencing.ts'
import { dayOf } from '../../domain/time.ts'
import { sofar, standing } from './books.ts'
import { ofOffice } from './systemModel.ts'

/** Share of days on which a commune's rooms cannot be reached. */
const DARK = 0.05

/** Video conferencing of a commune: a room or two, and a meeting every few days. */
export const videoConferencing = ofOffice<keyof typeof declared.counts>((_, at, authority) => {
  const { random, unit } = authority
  const endpoints = standing(authority, 'endpoints', 1.6)
  const isDark = random.of('dark', unit.code, dayOf(at)) < DARK
  return { sessions: sofar(authority, 'sessions', 0.35, at), endpoints, endpointsOnline: isDark ? 0 : endpoints }
})

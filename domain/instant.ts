import { type Day, isDay, isRealDay, startOfDay } from './time.ts'

/** Days outside of these are no history and no plan of anything here. */
export const FIRST_DAY: Day = '2000-01-01'
export const LAST_DAY: Day = '2099-12-31'
const FIRST_MS = startOfDay(FIRST_DAY)
/** The end of the last day bounds what is asked. */
const LAST_MS = startOfDay('2100-01-01')

/** What is wrong with a written time. Each is a code of `domain/refusals.ts`, which says to the sender what to write. */
export type TimeFault =
  | 'timeNoOffset'
  | 'timeLostPlus'
  | 'timeNoSuchDay'
  | 'timeNoSuchHour'
  | 'timeDayOrder'
  | 'timeQuoted'
  | 'timeInSeconds'
  | 'timeTooFine'
  | 'timeOutOfCentury'
  | 'timeFormat'

/** `at`: epoch ms. `instead`: what to write, as near to what was written as can be told. */
export type ParsedInstant =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly fault: TimeFault; readonly instead: string }

/** What stands for a time where nothing can be guessed from what was written. */
const EXAMPLE_DAY = '2026-11-28'
const EXAMPLE_TIME = '09:00:00'
const CITY_OFFSET = '+07:00'
const EXAMPLE = `${EXAMPLE_DAY}T${EXAMPLE_TIME}${CITY_OFFSET}`

/** Longest text that can be a time; what is longer is not looked at. */
const MAX_LENGTH = 40
/** Farther from 1970, in ms, no calendar reaches. */
const MAX_EPOCH_MS = 8.64e15

const WITH_OFFSET =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|([+-])(\d{2})(?::?(\d{2}))?)$/
/** Day, then perhaps a time of day, then perhaps an offset; separated by a space or a T. */
const LOOSE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:([ ]?)((?:Z|[+-]?\d{2}:?\d{2})))?)?$/
const DAY_FIRST = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|^\d{4}[/.]\d{1,2}[/.]\d{1,2}\b/
const NUMBER = /^-?\d+(\.\d+)?$/

/**
 * A moment as ISO 8601 writes it: a real day and hour, with its offset. What the text means does not depend on the machine that reads it: a
 * time without an offset is refused, never completed by the machine's own zone.
 */
export function parseInstant(text: string): ParsedInstant {
  const parts = text.length <= MAX_LENGTH ? WITH_OFFSET.exec(text) : null
  if (parts === null) return faultOf(text)
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone, sign, zoneHours, zoneMinutes = '0'] =
    parts
  if (!isRealDay(Number(year), Number(month), Number(day))) return refuse('timeNoSuchDay', EXAMPLE)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return refuse('timeNoSuchHour', EXAMPLE)
  if (Number(zoneHours) > 14 || Number(zoneMinutes) > 59) return refuse('timeFormat', EXAMPLE)
  const ofDay = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000
  const offset = zone === 'Z' ? 0 : (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -60_000 : 60_000)
  return {
    ok: true,
    at: startOfUtcDay(year, month, day) + ofDay + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset,
  }
}

/** A number as a message carries it: epoch ms. Whether the moment is plausible is asked later, by who knows the time. */
export function parseEpochMs(at: number): ParsedInstant {
  if (Number.isFinite(at) && Math.abs(at) < MAX_EPOCH_MS) return { ok: true, at: Math.round(at) }
  return isInPresent(at / 1e6) ? refuse('timeTooFine', `${Math.round(at / 1e6)}`) : refuse('timeFormat', EXAMPLE)
}

/**
 * A moment as it stands in an address, of 2000 to 2099: with its offset, or a bare day, which is the city's and begins at its midnight, or
 * epoch ms in digits. Fewer digits would be a moment of 1970, which nobody means: they are a day or a year without its dashes, or seconds.
 */
export function parseQueryInstant(text: string): ParsedInstant {
  if (/^-?\d{1,19}$/.test(text)) return isInCentury(Number(text)) ? { ok: true, at: Number(text) } : numberFault(text)
  const parsed = isDay(text) ? parseInstant(`${text}T00:00${CITY_OFFSET}`) : parseInstant(text)
  return parsed.ok && !isInCentury(parsed.at) ? refuse('timeOutOfCentury', EXAMPLE) : parsed
}

/** What digits are likely to be that are no epoch ms of this century. */
function numberFault(text: string): Extract<ParsedInstant, { ok: false }> {
  const number = Number(text)
  if (isInPresent(number * 1e3)) return refuse('timeInSeconds', `${number * 1e3}`)
  const finer = [number / 1e3, number / 1e6].find(isInPresent)
  if (finer !== undefined) return refuse('timeTooFine', `${Math.round(finer)}`)
  const day = text.replace(
    /^(20\d\d)(\d\d)?(\d\d)?$/,
    (_, year, month = '01', ofMonth = '01') => `${year}-${month}-${ofMonth}`,
  )
  return refuse('timeOutOfCentury', isDay(day) ? day : EXAMPLE_DAY)
}

/** Whether a moment, epoch ms, lies in 2000 to 2099. */
export function isInCentury(at: number): boolean {
  return at >= FIRST_MS && at <= LAST_MS
}

/** What is wrong with a text that should be a day of the calendar, `YYYY-MM-DD`; undefined when nothing is. */
export function dayFault(text: string): Extract<ParsedInstant, { ok: false }> | undefined {
  if (isDay(text)) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return refuse('timeNoSuchDay', EXAMPLE_DAY)
  return refuse(DAY_FIRST.test(text) ? 'timeDayOrder' : 'timeFormat', EXAMPLE_DAY)
}

/** A moment of 2001 to 2286, in ms. In another unit the same digits lie in 1970, or beyond any plan. */
function isInPresent(at: number): boolean {
  return at >= 1e12 && at < 1e13
}

/**
 * What a time that cannot be is likely to be: one in another unit than ms, if in that unit it lies within `[oldest, newest]`.
 * @param at as it was sent
 */
export function unitFaultOf(
  at: number,
  oldest: number,
  newest: number,
): Extract<ParsedInstant, { ok: false }> | undefined {
  for (const [ms, fault] of [
    [Math.round(at * 1e3), 'timeInSeconds'],
    [Math.round(at / 1e3), 'timeTooFine'],
    [Math.round(at / 1e6), 'timeTooFine'],
  ] as const) {
    if (ms >= oldest && ms <= newest) return refuse(fault, `${ms}`)
  }
  return undefined
}

/** Why a text is no moment, as exactly as can be told. */
function faultOf(text: string): ParsedInstant {
  if (text.length > MAX_LENGTH) return refuse('timeFormat', EXAMPLE)
  if (NUMBER.test(text)) {
    if (isInCentury(Number(text))) return refuse('timeQuoted', text)
    const { fault, instead } = numberFault(text)
    return refuse(fault, isDay(instead) ? `${instead}T${EXAMPLE_TIME}${CITY_OFFSET}` : instead)
  }
  if (DAY_FIRST.test(text)) return refuse('timeDayOrder', EXAMPLE)
  const [, day, time = '00:00:00', gap, zone] = LOOSE.exec(text) ?? []
  if (day === undefined) return refuse('timeFormat', EXAMPLE)
  if (!isDay(day)) return refuse('timeNoSuchDay', EXAMPLE)
  const isUnsigned = zone !== undefined && /^\d/.test(zone)
  const instead = `${day}T${time}${zone === undefined ? CITY_OFFSET : isUnsigned ? `+${zone}` : zone}`
  const mended = WITH_OFFSET.test(instead) ? parseInstant(instead) : undefined
  if (mended?.ok !== true) return refuse(mended?.fault ?? 'timeFormat', EXAMPLE)
  if (gap === ' ' && isUnsigned) return refuse('timeLostPlus', instead)
  return refuse(zone === undefined ? 'timeNoOffset' : 'timeFormat', instead)
}

function refuse(fault: TimeFault, instead: string): Extract<ParsedInstant, { ok: false }> {
  return { ok: false, fault, instead }
}

function startOfUtcDay(year = '', month = '', day = ''): number {
  return Date.parse(`${year}-${month}-${day}T00:00:00.000Z`)
}

import type { Outcome } from '../../../domain/notices/delivery.ts'
import { MAX_SMS, MAX_ZALO, oneLine, unaccented } from '../../../domain/notices/shortText.ts'
import { SECOND_MS } from '../../../domain/time.ts'
import type { Gateway, Place } from '../../cityFiles/gateways.ts'
import type { Message, SendingChannel } from './channel.ts'

const ANSWER_WITHIN_MS = 20 * SECOND_MS
const MAX_ANSWER_BYTES = 64 * 1024
const MOST_REDIRECTS = 3
/** The gateway says that this message will never do. */
const NEVER: readonly number[] = [400, 413, 422]

/**
 * A gateway of messages over HTTP: SMS, or Zalo. Its request is a template of the city's.
 * @param gateway as the file has it now; null: there is none
 * @param origin address of the hub's pages as people open them; undefined: `{link}` is empty
 */
export function createHttpChannel(
  channel: 'sms' | 'zalo',
  gateway: () => Gateway | null,
  origin: string | undefined,
  { answerMs = ANSWER_WITHIN_MS } = {},
): SendingChannel {
  return {
    channel,
    atOnce: 4,
    isOpen: () => gateway() !== null,
    async send(message) {
      const template = gateway()
      if (template === null) return { is: 'later', reason: 'channelOff' }
      const places = placesOf(message, channel, origin)
      const url = filled(template.url, places, encodeURIComponent)
      const { method } = template
      const headers: Record<string, string> = { 'Idempotency-Key': message.key }
      for (const [name, value] of Object.entries(template.headers)) headers[name] = filled(value, places, inHeader)
      const body = bodyOf(template, places)
      if (body !== undefined) headers['Content-Type'] ??= body.type
      const signal = AbortSignal.timeout(answerMs)
      try {
        return await ask(new URL(url), { method, headers, signal, ...(body && { body: body.text }) }, template)
      } catch (error) {
        return outcomeOfFault(error, signal)
      }
    },
  }
}

/** Follows redirects within the host, where they ask for the same again; a message and its secrets go nowhere else. */
async function ask(address: URL, request: RequestInit, template: Gateway): Promise<Outcome> {
  let url = address
  for (let times = 0; times <= MOST_REDIRECTS; times++) {
    const response = await fetch(url, { ...request, redirect: 'manual' })
    const { status } = response
    if (status < 300 || status >= 400) return outcomeOf(response, template)
    await response.body?.cancel()
    const to = response.headers.get('location')
    const next = to !== null && URL.canParse(to, url) ? new URL(to, url) : undefined
    if (next === undefined || next.origin !== address.origin || (status !== 307 && status !== 308))
      return { is: 'later', reason: 'redirected', detail: `${status} ${next?.origin ?? ''}`, everything: true }
    url = next
  }
  return { is: 'later', reason: 'redirected', detail: `${url.origin}: ${MOST_REDIRECTS}+`, everything: true }
}

async function outcomeOf(response: Response, { confirmed }: Gateway): Promise<Outcome> {
  const { status } = response
  const text = await boundedText(response)
  const detail = `${status} ${oneLine(text, 200)}`
  if (status >= 200 && status < 300) {
    if (confirmed === undefined || valueAt(text, confirmed.field) === confirmed.is) return { is: 'sent', detail }
    return { is: 'later', reason: 'notConfirmed', detail }
  }
  if (NEVER.includes(status)) return { is: 'refused', reason: 'refused', detail }
  if (status === 429 || status === 503) {
    const after = retryAfter(response.headers)
    const reason = status === 429 ? 'tooFast' : 'notNow'
    return { is: 'later', reason, detail, everything: true, ...(after !== undefined && { after }) }
  }
  if (status === 401 || status === 403) return { is: 'later', reason: 'login', detail, everything: true }
  return { is: 'later', reason: 'notNow', detail }
}

/** Until when it asks to wait, ms from now (RFC 9110: seconds, or a date). */
function retryAfter(headers: Headers): number | undefined {
  const said = headers.get('retry-after')
  if (said === null) return undefined
  if (/^\d{1,9}$/.test(said.trim())) return Number(said) * SECOND_MS
  // By its own clock, whatever ours says.
  const wait = Date.parse(said) - Date.parse(headers.get('date') ?? '')
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

function outcomeOfFault(error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted) return { is: 'later', reason: 'timedOut' }
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string }
  const detail = String(cause?.code ?? cause?.message ?? message ?? error)
  // Its message may have arrived; all else failed before anything was said.
  const isBrokenOff = /^(UND_ERR_SOCKET|ECONNRESET|EPIPE|terminated)$/.test(detail)
  return isBrokenOff
    ? { is: 'later', reason: 'brokenOff', detail }
    : { is: 'later', reason: 'unreachable', detail, everything: true }
}

function placesOf(
  { to, name, text, path, key }: Message,
  channel: 'sms' | 'zalo',
  origin: string | undefined,
): Readonly<Record<Place, string>> {
  const most = channel === 'zalo' ? MAX_ZALO : MAX_SMS
  const link = origin === undefined || path === null ? '' : `${origin}${path}`
  return {
    ...{ phone: to, name, key, link, text: oneLine(text, most) },
    plain: unaccented(oneLine(text, most)).slice(0, most),
  }
}

function bodyOf(
  { json, form }: Gateway,
  places: Readonly<Record<Place, string>>,
): { readonly type: string; readonly text: string } | undefined {
  if (json !== undefined) return { type: 'application/json', text: JSON.stringify(filledJson(json, places)) }
  if (form === undefined) return undefined
  const fields = Object.entries(form).map(([name, value]) => [name, filled(value, places)])
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() }
}

/** Texts are filled in one by one, so that nothing of a message becomes JSON. */
function filledJson(template: unknown, places: Readonly<Record<Place, string>>): unknown {
  if (typeof template === 'string') return filled(template, places)
  if (Array.isArray(template)) return template.map((each) => filledJson(each, places))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filledJson(value, places)]))
}

function filled(
  template: string,
  places: Readonly<Record<Place, string>>,
  written: (text: string) => string = (text) => text,
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = (places as Readonly<Record<string, string>>)[name]
    return value === undefined ? whole : written(value)
  })
}

/** Headers take no more than ASCII. */
const inHeader = (text: string) => unaccented(text).replaceAll('\n', ' ')

function valueAt(text: string, field: string): unknown {
  try {
    return field
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], JSON.parse(text))
  } catch {
    return undefined
  }
}

async function boundedText(response: Response): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_ANSWER_BYTES) break
  }
  return text
}

import * as z from 'zod'
import { epochMs, says } from '../schema.ts'
import { hasLogin } from './liveAddress.ts'

/** Ways of video that the pages play, the best first: WHEP is a second behind at most, HLS some seconds; MJPEG is pictures, one after the other. */
const LIVE_WAYS = ['whep', 'hls', 'mjpeg'] as const

const LiveOffer = z.object({ type: z.string(), url: z.string() })
/** A way in which a camera offers video. */
export type LiveOffer = Readonly<z.output<typeof LiveOffer>>

/** As announced: one, or several. */
export const AnnouncedLive = z.union([LiveOffer, z.array(LiveOffer).readonly()]).nullable()
export type AnnouncedLive = z.output<typeof AnnouncedLive>

/** A way that can be played here, the address of it told to whoever has given a reason, and to nobody else. */
export const PlayableOffer = z.object({ type: z.enum(LIVE_WAYS), url: z.string() })
export type PlayableOffer = Readonly<z.output<typeof PlayableOffer>>

/** A look at a camera's video that has begun: its id, when it ends by itself, and what may be played. */
export const LiveViewBegun = z.object({
  view: z.string(),
  until: epochMs,
  offers: z
    .array(PlayableOffer)
    .meta(says('cách xem và địa chỉ, tốt nhất trước', 'ways and addresses, the best first')),
})
export type LiveViewBegun = z.output<typeof LiveViewBegun>

/** What a camera offers and is kept of it: an address that logs in is none. */
export function offersOf(announced: AnnouncedLive): readonly LiveOffer[] {
  const offers = announced === null ? [] : 'url' in announced ? [announced] : announced
  return offers.filter(({ url }) => !hasLogin(url))
}

/** Where something is: scheme, host and port as browsers write them, without a port that goes without saying, and the path below it. */
interface Where {
  readonly origin: string
  readonly path: string
}

/**
 * Where an address leads, whoever reads it: undefined where it logs in, where its path climbs (`..`, also written `%2e`) or could be read as another by a
 * server (`\\`, `%2f`, `%5c`), and where it is none.
 */
function whereOf(url: string): Where | undefined {
  const [, scheme = '', host, rest = ''] = /^(https?):\/\/([^/?#\\\s@]+)([^\s\\]*)$/i.exec(url) ?? []
  if (host === undefined || (rest !== '' && !/^[/?#]/.test(rest))) return undefined
  const usual = scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/
  const path = /^[^?#]*/.exec(rest)?.[0] ?? ''
  const isClimbing = path.split('/').some((part) => /^\.{1,2}$/.test(part.replaceAll(/%2e/gi, '.')))
  if (isClimbing || /%(2f|5c)/i.test(path)) return undefined
  return { origin: `${scheme}://${host}`.toLowerCase().replace(usual, ''), path: path === '' ? '/' : path }
}

/** A place where video may be, as it is kept: an origin, and where it has one a path without a slash at its end; undefined: it is none. */
export function liveHostOf(text: string): string | undefined {
  const where = /[?#]/.test(text) ? undefined : whereOf(text)
  return where && `${where.origin}${where.path.replace(/\/+$/, '')}`
}

function isAt({ origin, path }: Where, host: string): boolean {
  const below = host.slice(origin.length)
  if (!host.startsWith(origin) || (below !== '' && !below.startsWith('/'))) return false
  return below === '' || path === below || path.startsWith(`${below}/`)
}

/**
 * Offers that a page may play: of the ways it knows, at the hosts that are set, the best first.
 * @param hosts origins, or what lies below a path of one: `https://media.example:8889`, `https://media.example/cameras`
 */
export function playable(offers: readonly LiveOffer[], hosts: readonly string[]): PlayableOffer[] {
  return LIVE_WAYS.flatMap((type) =>
    offers.flatMap((offer) => {
      const where = offer.type === type ? whereOf(offer.url) : undefined
      return where !== undefined && hosts.some((host) => isAt(where, host)) ? [{ type, url: offer.url }] : []
    }),
  )
}

/** How long a live view may last, minutes; then it ends by itself. */
export const MOST_LIVE_MINUTES = 15

import * as z from 'zod'
import { hasLogin } from './liveAddress.ts'

/** Ways of video that the pages play, the best first: WHEP is a second behind at most, HLS some seconds. */
const LIVE_WAYS = ['whep', 'hls'] as const

const LiveOffer = z.object({ type: z.string(), url: z.string() })
/** A way in which a camera offers video. */
export type LiveOffer = Readonly<z.output<typeof LiveOffer>>

/** As announced: one, or several. */
export const AnnouncedLive = z.union([LiveOffer, z.array(LiveOffer).readonly()]).nullable()
export type AnnouncedLive = z.output<typeof AnnouncedLive>

/** A way that can be played here, the address of it told to whoever has given a reason, and to nobody else. */
export const PlayableOffer = z.object({ type: z.enum(LIVE_WAYS), url: z.string() })
export type PlayableOffer = Readonly<z.output<typeof PlayableOffer>>

/** What a camera offers and is kept of it: an address that logs in is none. */
export function offersOf(announced: AnnouncedLive): readonly LiveOffer[] {
  const offers = announced === null ? [] : 'url' in announced ? [announced] : announced
  return offers.filter(({ url }) => !hasLogin(url))
}

/** Scheme, host and port of an address as browsers write them, without a port that goes without saying; undefined: it has none. */
function originOf(url: string): string | undefined {
  const [, scheme = '', host] = /^(https?):\/\/([^/?#\\\s@]+)(?:[/?#]|$)/i.exec(url) ?? []
  if (host === undefined) return undefined
  const usual = scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/
  return `${scheme}://${host}`.toLowerCase().replace(usual, '')
}

/**
 * Offers that a page may play: of the ways it knows, at the hosts that are set, the best first.
 * @param hosts origins: `https://media.example:8889`
 */
export function playable(offers: readonly LiveOffer[], hosts: readonly string[]): PlayableOffer[] {
  return LIVE_WAYS.flatMap((type) =>
    offers.flatMap((offer) =>
      offer.type === type && hosts.includes(originOf(offer.url) ?? '') ? [{ type, url: offer.url }] : [],
    ),
  )
}

/** How long a live view may last, minutes; then it ends by itself. */
export const MOST_LIVE_MINUTES = 15

import type { Language } from '../../../domain/text.ts'
import { needingSystems, type SystemLine } from '../../panels/systemHealth.ts'
import { toneOfTrouble } from '../../panels/troubleLook.ts'
import { formatAge } from '../../ui/format.ts'
import { type Headline, headlineTone, midSentence } from './headline.ts'

/**
 * How many information systems are interrupted, and which most: a connection that is down is named with what stands at its other end.
 * @param lines by their own faults alone, see `interruptions`
 * @param wordOf what is wrong with a system, in a word or two
 * @param now epoch ms on the hub's clock
 */
export function systemsHeadline(
  lines: readonly SystemLine[],
  wordOf: (trouble: SystemLine['trouble']) => string,
  now: number,
  language: Language,
): Headline {
  if (lines.every(({ trouble }) => trouble === 'unheard' || trouble === 'never')) {
    return { says: 'systems.unjudged', values: { count: lines.length }, tone: 'unknown' }
  }
  const needing = needingSystems(lines)
  const [worst] = needing
  if (worst === undefined) return { says: 'systems.well', values: { count: lines.length }, tone: 'calm' }
  const values = { count: needing.length, all: lines.length, name: worst.system.short[language] }
  const down = worst.links.find(({ link, freshness }) => link?.state === 'down' && freshness === 'live')
  if (worst.trouble === 'down' && down?.link?.since != null) {
    const age = formatAge(Math.max(0, now - down.link.since), language)
    return { says: 'systems.down', values: { ...values, to: down.declared.to[language], age }, tone: 'missed' }
  }
  return {
    says: 'systems.trouble',
    values: { ...values, what: midSentence(wordOf(worst.trouble)) },
    tone: headlineTone(toneOfTrouble(worst.trouble)),
  }
}

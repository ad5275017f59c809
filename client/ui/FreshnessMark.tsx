import { useTranslation } from 'react-i18next'
import type { JudgedFreshness } from '../../domain/reception.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFromNow, useNow, useReception } from '../live/useLive.ts'
import { formatAge, formatDateTime } from './format.ts'
import { useReceptionText } from './receptionText.ts'
import { Shape, type ShapeName } from './Shape.tsx'
import './marks.css'

const SHAPES: Record<JudgedFreshness, ShapeName> = {
  live: 'disc',
  stale: 'half',
  lost: 'ring',
  never: 'ring',
  unheard: 'half',
}

/**
 * How far a value can be trusted by its age: shape, word and age, the same on every screen.
 * @param at when the value was true, epoch ms
 * @param compact shape and age only; the word is still read aloud
 */
export function FreshnessMark({
  freshness,
  at,
  compact = false,
}: {
  freshness: JudgedFreshness
  at?: number | null | undefined
  compact?: boolean
}) {
  const { t } = useTranslation('common')
  const word = t(`freshness.${freshness}`)
  const hasAge = at !== undefined && at !== null && freshness !== 'never'
  return (
    <span className="mark mark--freshness" data-freshness={freshness}>
      {freshness === 'unheard' && <Reason />}
      <Shape is={SHAPES[freshness]} />
      <span className={compact && hasAge ? 'visually-hidden' : undefined}>{word}</span>
      {hasAge && <Age at={at} />}
    </span>
  )
}

/** Why nobody can say: read aloud; in sight it stands once on the page. */
function Reason() {
  const reason = useReceptionText()
  return <span className="visually-hidden">{reason(useReception(), useNow())}: </span>
}

/** How long ago something was. Only this ticks, and only when its words change: what is around it stands still. */
export function Age({ at }: { at: number }) {
  const [language] = useLanguage()
  const age = useFromNow((now) => formatAge(Math.max(0, now - at), language))
  return (
    <time className="mark__age" dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
      {age}
    </time>
  )
}

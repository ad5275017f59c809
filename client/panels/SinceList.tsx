import { useTranslation } from 'react-i18next'
import type { SincePart } from '../../domain/since/since.ts'
import { useText } from '../i18n/useText.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'
import type { Tone } from './tone.ts'
import { useSinceOnWall } from './useSinceOnWall.ts'

const TONES: Readonly<Record<SincePart, Tone>> = {
  ...{ unknown: 'unjudged', kpis: 'more', alerts: 'most', sources: 'more', matters: 'little', due: 'most' },
  settings: 'little',
}

/** The order of the parts on a wall, which has room for a few. That something is unknown its head says, too. */
const ORDER: readonly SincePart[] = ['alerts', 'sources', 'due', 'unknown', 'kpis', 'matters', 'settings']

/** What has happened since the shift before began, a sentence a line. */
export function SinceList() {
  const { t } = useTranslation('wall')
  const text = useText()
  const { data, isError } = useSinceOnWall()
  const parts = (data?.parts ?? []).toSorted((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part))
  // What stands and waits for somebody comes before all that is over or was done.
  const sentences = parts
    .flatMap(({ part, sentences }) => sentences.map((each) => ({ part, ...each })))
    .toSorted((a, b) => Number(a.isOver === true) - Number(b.isOver === true))
  const lines = sentences.map(
    ({ part, path, text: said, brief, isOver }, place): NeedLine => ({
      id: `${path}|${said.vi}`,
      rank: place + 1,
      tone: isOver === true ? 'met' : TONES[part],
      name: t(`since.part.${part}`),
      note: text(brief ?? said),
    }),
  )
  return (
    <NeedList
      of="sentences"
      title={t('since.title')}
      lines={lines}
      state={
        data === undefined
          ? isError
            ? { is: 'unknown', text: t('since.missing') }
            : { is: 'coming' }
          : lines.length === 0
            ? { is: 'calm', text: t('since.nothing') }
            : undefined
      }
    />
  )
}

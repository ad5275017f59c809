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

/** What has happened since the shift before began, a sentence a line, in the order of its parts. */
export function SinceList() {
  const { t } = useTranslation('wall')
  const text = useText()
  const { data, isError } = useSinceOnWall()
  const sentences = (data?.parts ?? []).flatMap(({ part, sentences }) => sentences.map((each) => ({ part, ...each })))
  const lines = sentences.map(
    ({ part, path, text: said, brief }, place): NeedLine => ({
      id: `${path}|${said.vi}`,
      rank: place + 1,
      tone: TONES[part],
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

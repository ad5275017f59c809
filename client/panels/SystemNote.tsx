import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useJudging } from '../live/useLive.ts'
import { formatAge } from '../ui/format.ts'
import { TitleText } from '../ui/TitleText.tsx'
import type { SystemLine } from './systemHealth.ts'

/** What is wrong with a system, in a line that can be acted on. */
export function SystemNote({ line }: { readonly line: SystemLine }) {
  const { t } = useTranslation('wall')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  const text = useText()
  const { now } = useJudging()
  const { trouble, lastReceivedAt, links, alerts, silent, expected } = line
  const word = common(`systemTrouble.${trouble}`)
  const age = lastReceivedAt === null ? undefined : formatAge(Math.max(0, now - lastReceivedAt), language)
  switch (trouble) {
    case 'down': {
      const down = links.find(({ link }) => link?.state === 'down')
      if (down === undefined) return word
      const since = down.link?.since ?? null
      return [
        t('systems.down', { to: text(down.declared.to) }),
        ...(since === null ? [] : [t('systems.downSince', { age: formatAge(Math.max(0, now - since), language) })]),
      ].join(' ')
    }
    case 'events':
      return alerts[0] === undefined ? (
        word
      ) : (
        <>
          {t('systems.events', { count: alerts.length })} <TitleText title={alerts[0].title} id={alerts[0].id} />
        </>
      )
    case 'partly':
      if (silent.count === 0) return word
      return t(line.system.devices === 'camera' ? 'systems.partlyCameras' : 'systems.partly', {
        count: silent.count,
        all: expected,
      })
    case 'lost':
    case 'stale':
      return age === undefined ? word : `${word}, ${age}`
    case 'refused':
    case 'unheard':
    case 'never':
    case 'none':
      return word
  }
}

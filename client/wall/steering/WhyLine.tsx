import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Why } from './programmes.ts'
import './steering.css'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import { useMomentText } from '../../ui/useMomentText.ts'

/** Why this stands on the wall, where it is not what its programme turns to. */
export function WhyLine({ why }: { readonly why: Why }) {
  const { t } = useTranslation('wall')
  return (
    <p className="wall-why" data-is={kindOf(why)}>
      <KeptTogether>{whyText(why, t, useMomentText())}</KeptTogether>
    </p>
  )
}

/** What brought it: that it stands on several machines brought nothing. */
function kindOf(why: Why): string {
  if (why.is === 'cloned' && why.why !== undefined) return kindOf(why.why)
  return why.is === 'taken' ? why.take.level : why.is
}

type Moment = (at: number) => string

function whyText(why: Why, t: TFunction<'wall'>, moment: Moment): string {
  const reason = reasonText(why, t, moment)
  return why.isLook && why.is !== 'look' ? `${reason} · ${t('why.look')}` : reason
}

function reasonText(why: Why, t: TFunction<'wall'>, moment: Moment): string {
  const until = (at: number | null) => (at === null ? t('why.kept') : t('why.until', { time: moment(at) }))
  switch (why.is) {
    case 'taken': {
      const { level, by, at, until: end, cause, why: reason, inDrill } = why.take
      const who =
        cause === null
          ? t(`why.${level}`, { by, time: moment(at) })
          : t(level === 'emergency' ? 'why.alert' : 'why.called', { time: moment(at) })
      return [...(inDrill ? [t('why.drill')] : []), who, ...(reason === null ? [] : [reason]), until(end)].join(' · ')
    }
    case 'paused':
      return [t('why.paused', { by: why.by }), until(why.until)].join(' · ')
    case 'unknownScene':
      return t('why.unknownScene', { scene: why.scene })
    case 'cloned':
      return [
        t('why.machines', { count: why.machines }),
        ...(why.why === undefined ? [] : [whyText(why.why, t, moment)]),
      ].join(' · ')
    case 'unknownWall':
      return t('why.unknownWall', { named: why.named })
    case 'preview':
      return t('why.preview')
    case 'look':
      return t('why.look')
  }
}

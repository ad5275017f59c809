import { useTranslation } from 'react-i18next'
import { type Camera, type CameraView, cameraState } from '../../domain/cameras/camera.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useNow } from '../live/useLive.ts'
import { formatAge } from '../ui/format.ts'

const MARKS = { live: '●', stale: '◐', frozen: '◼', lost: '○', never: '○' } as const

/** State of a camera's picture: shape, word, and since when where that says something. */
export function CameraStateText({ camera, view }: { camera: Camera; view: CameraView | undefined }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const now = useNow()
  const state = view === undefined ? ({ is: 'never' } as const) : cameraState(view, camera.everyMs, now)
  const since = 'since' in state ? state.since : state.is === 'stale' ? state.at : null
  return (
    <span className={`camera-state camera-state--${state.is}`}>
      {MARKS[state.is]} {t(`camera.state.${state.is}`)}
      {since !== null && `, ${formatAge(now - since, language)}`}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import { type Camera, type CameraView, cameraState } from '../../../domain/cameras/camera.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useNow, useReception } from '../../live/useLive.ts'
import { formatAge } from '../../ui/format.ts'
import { Marked } from '../parts/Marked.tsx'

const SHAPES = { live: 'disc', stale: 'half', frozen: 'half', lost: 'ring', never: 'ring', unheard: 'half' } as const

/** State of a camera's picture: shape, word, and since when where that says something. */
export function CameraStateText({ camera, view }: { camera: Camera; view: CameraView | undefined }) {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  const now = useNow()
  const reception = useReception()
  const state = view === undefined ? ({ is: 'never' } as const) : cameraState(view, camera.everyMs, now, reception)
  const since = 'since' in state ? state.since : state.is === 'stale' ? state.at : null
  return (
    <Marked is={SHAPES[state.is]} {...(state.is !== 'live' && { tone: 'near' })}>
      {t(`camera.${state.is}`)}
      {since !== null && `, ${formatAge(now - since, language)}`}
    </Marked>
  )
}

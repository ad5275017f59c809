import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Camera, isCounting, stateOfCamera } from '../../domain/cameras/camera.ts'
import { cameraSource } from '../../domain/sourceId.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useNow, useReception, useRow } from '../live/useLive.ts'
import { CameraPicture, CameraStanding } from './CameraPicture.tsx'
import './cameraTile.css'
import { figureName } from './figureName.ts'
import { formatNumber } from './format.ts'
import { KeptTogether } from './KeptTogether.tsx'

/** One picture of a mosaic, and under it what it is of, how it stands, and how many wait there, where that is known of now. */
export function CameraTile({
  camera,
  name,
  isSmall = false,
  around = (picture) => picture,
  children,
}: {
  readonly camera: Camera
  readonly name: ReactNode
  /** There is room for the name and two lines: how the picture stands, or how many wait. */
  readonly isSmall?: boolean
  /** What the picture stands in: video may stand in its place. */
  readonly around?: (picture: ReactNode) => ReactNode
  /** What else there is to say below the name. */
  readonly children?: ReactNode
}) {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  const now = useNow()
  const view = useRow('cameraViews', camera.id)
  const reception = useReception()
  const waiting = view !== undefined && isCounting(view, now) ? view.waiting : null
  const state = stateOfCamera(camera, view, now, reception)
  return (
    <div className="camera-tile">
      {around(<CameraPicture camera={camera.id} className="camera-tile__picture" isCaptioned />)}
      <div className="camera-tile__caption">
        <p className="camera-tile__name">
          <KeptTogether>{name}</KeptTogether>
        </p>
        <p className="camera-tile__standing">
          <CameraStanding state={state} isShort={isSmall} />
          {waiting !== null && (!isSmall || state.is === 'live') && (
            <span
              className="camera-tile__waiting"
              data-doubtful={state.is === 'frozen'}
              data-figure={figureName.device(cameraSource(camera.id), 'waiting')}
            >
              {formatNumber(waiting, 0, language)} {t(isSmall ? 'cameraShort.waiting' : 'camera.waiting')}
            </span>
          )}
        </p>
        {children}
      </div>
    </div>
  )
}

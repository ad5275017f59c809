import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES, rolesThatMay } from '../../domain/access/roles.ts'
import { type CameraState, sinceOf, stateOfCamera } from '../../domain/cameras/camera.ts'
import { dayOf } from '../../domain/time.ts'
import { useText } from '../i18n/useText.ts'
import { useFrame, useFromNow, useNow, useReception, useRow } from '../live/useLive.ts'
import { Age } from './FreshnessMark.tsx'
import { formatSeconds, formatTime } from './format.ts'
import { Shape } from './Shape.tsx'
import { useMayIn } from './useMay.ts'
import { useUnits } from './useUnits.ts'
import './cameraPicture.css'
import { CAMERA_SHAPES } from './cameraShapes.ts'
import './marks.css'

/**
 * The last frame of a camera with its time. An old, frozen or lost picture is greyed and hatched, and says so. Whoever may not see it is told who
 * may, and it is not asked for: the hub would write that down as an attempt of theirs.
 * @param isCaptioned what stands beside it says how it stands and of when it is
 */
export function CameraPicture({ camera, ...how }: { camera: string; className?: string; isCaptioned?: boolean }) {
  const commune = useRow('cameras', camera)?.commune
  const mayWatch = useMayIn('cameras.watch')
  const isPlaced = useUnits() !== undefined && commune !== undefined
  const isOpen = isPlaced && mayWatch(commune)
  return isPlaced && !isOpen ? <Withheld /> : <Picture camera={camera} isOpen={isOpen} {...how} />
}

function Withheld() {
  const { t } = useTranslation('common')
  const text = useText()
  const roles = rolesThatMay('cameras.watch').map((role) => text(ROLES[role].name))
  return <p className="camera-picture__withheld">{t('camera.withheld', { roles: roles.join(', ') })}</p>
}

/** @param isOpen whether it is known that whoever sits here may see it: before, it is not asked for */
function Picture({
  camera,
  isOpen,
  className,
  isCaptioned = false,
}: {
  camera: string
  isOpen: boolean
  className?: string
  isCaptioned?: boolean
}) {
  const { t } = useTranslation('common')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawnOf, setDrawnOf] = useState<string>()
  const announced = useRow('cameras', camera)
  const view = useRow('cameraViews', camera)
  const now = useNow()
  const reception = useReception()

  const draw = useCallback(
    (bitmap: ImageBitmap) => {
      const target = canvas.current
      const context = target?.getContext('2d', { alpha: false })
      if (target === null || context === null || context === undefined) return
      // Setting a canvas's size clears it and costs a new buffer: only when it changes.
      if (target.width !== bitmap.width || target.height !== bitmap.height) {
        target.width = bitmap.width
        target.height = bitmap.height
      }
      context.drawImage(bitmap, 0, 0)
      setDrawnOf(camera)
    },
    [camera],
  )
  useFrame(isOpen ? camera : undefined, draw)

  const state: CameraState = announced === undefined ? { is: 'never' } : stateOfCamera(announced, view, now, reception)
  const hasPicture = drawnOf === camera
  // Nothing is wrong with one that comes as promised and is on its way to this screen.
  const isComing = !hasPicture && state.is === 'live'
  const isBlurred = hasPicture && announced?.pictures !== 'clear'
  const word = t(`camera.${state.is}`)
  return (
    <div
      className={className === undefined ? 'camera-picture' : `camera-picture ${className}`}
      data-state={state.is}
      data-picture={hasPicture}
      data-coming={isComing}
    >
      <canvas
        ref={canvas}
        className="camera-picture__canvas"
        role="img"
        aria-label={t(isBlurred ? 'camera.blurredPicture' : 'camera.picture', {
          name: announced?.name ?? camera,
          state: word,
        })}
      />
      {isCaptioned && isComing && <p className="camera-picture__coming">{t('camera.coming')}</p>}
      {!isCaptioned && (
        <span className="camera-picture__mark" aria-hidden="true">
          {isComing ? t('camera.coming') : <CameraStanding state={state} />}
          {isBlurred && <span className="camera-picture__policy">{t('camera.blurred')}</span>}
        </span>
      )}
    </div>
  )
}

/**
 * How a camera stands: its shape, and in words, with how long it has been so, or of when a picture is that comes as promised. Such a picture is
 * a still of that second, and no live video.
 * @param isShort in a word or two, where there is no room for more
 */
export function CameraStanding({ state, isShort = false }: { state: CameraState; isShort?: boolean }) {
  const { t } = useTranslation('common')
  const since = sinceOf(state)
  const before = state.is === 'unheard' ? state.before : undefined
  const words = isShort ? 'cameraShort' : 'camera'
  return (
    <>
      <Shape is={CAMERA_SHAPES[state.is]} />
      {state.is === 'live' && !isShort && (
        <span>
          {t('camera.live')} <time dateTime={new Date(state.at).toISOString()}>{formatSeconds(state.at)}</time>
        </span>
      )}
      {state.is !== 'live' && <span>{t(`${words}.${before?.is ?? state.is}`)}</span>}
      {state.is !== 'live' && since !== null && (isShort ? <Since at={since} /> : <Age at={since} />)}
      {before !== undefined && <span>{t('camera.nowUnheard')}</span>}
    </>
  )
}

/** Since when, in few letters: the hour of today, or how long ago where that was another day. */
function Since({ at }: { at: number }) {
  const { t } = useTranslation('common')
  const isOld = useFromNow((now) => dayOf(now) !== dayOf(at))
  return isOld ? <Age at={at} /> : <span>{t('cameraShort.since', { time: formatTime(at) })}</span>
}

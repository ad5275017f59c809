import { useTranslation } from 'react-i18next'
import {
  type Camera,
  type CameraState,
  type CameraView,
  sinceOf,
  stateOfCamera,
} from '../../../domain/cameras/camera.ts'
import type { Reception } from '../../../domain/reception.ts'
import { useNow, useReception } from '../../live/useLive.ts'
import { CAMERA_SHAPES } from '../../ui/cameraShapes.ts'
import { Age } from '../../ui/FreshnessMark.tsx'
import { Marked } from '../parts/Marked.tsx'

/** How a camera's picture stands, and since when where that says something (epoch ms). */
export interface PictureState {
  readonly is: CameraState['is']
  readonly since: number | null
  /** What was wrong already when it was heard last, of one that cannot be heard. */
  readonly before?: CameraState['is'] | undefined
}

/** @param now epoch ms on the hub's clock */
export function pictureState(
  camera: Camera,
  view: CameraView | undefined,
  now: number,
  reception: Reception,
): PictureState {
  const state = stateOfCamera(camera, view, now, reception)
  return { is: state.is, since: sinceOf(state), before: state.is === 'unheard' ? state.before?.is : undefined }
}

/** State of a camera's picture: shape, word, and since when. */
export function PictureStateMark({ is, since, before }: PictureState) {
  const { t } = useTranslation('common')
  return (
    <Marked is={CAMERA_SHAPES[is]} {...(is !== 'live' && { tone: 'near' })}>
      {t(`camera.${before ?? is}`)}
      {since !== null && (
        <>
          , <Age at={since} />
        </>
      )}
      {before !== undefined && ` ${t('camera.nowUnheard')}`}
    </Marked>
  )
}

export function CameraStateText({ camera, view }: { camera: Camera; view: CameraView | undefined }) {
  return <PictureStateMark {...pictureState(camera, view, useNow(), useReception())} />
}

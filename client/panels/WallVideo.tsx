import { type ReactNode, use, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SECOND_MS } from '../../domain/time.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { type AnswerOf, command } from '../live/command.ts'
import { useFromNow } from '../live/useLive.ts'
import { useLiveVideo } from '../live/video/useLiveVideo.ts'
import { wholeSpan } from '../ui/spans.ts'
import { VideoOfWall } from './videoOfWall.ts'
import './wallVideo.css'

type Begun = AnswerOf<'beginWallVideo'>

/**
 * The video of the camera that somebody has put up on this wall, which way it comes and how old it is; its pictures wherever there is none: the
 * hub lets it not be played, no way plays, or its time is over.
 * @param isOffered whether the camera has video at all; @param children its pictures
 */
export function WallVideo({
  camera,
  isOffered,
  children,
}: {
  readonly camera: string
  readonly isOffered: boolean
  readonly children: ReactNode
}) {
  const wall = use(VideoOfWall)
  const [begun, setBegun] = useState<Begun>()
  const isOver = useFromNow((now) => begun !== undefined && begun.until <= now)
  useEffect(() => {
    if (wall === undefined || !isOffered) return
    let isEnded = false
    command('beginWallVideo', { wall, camera })
      .then((answer) => {
        if (!isEnded) setBegun(answer)
      })
      // Refused: the wall shows pictures, as it did.
      .catch((error: unknown) => console.info('no video of this camera', error))
    return () => {
      isEnded = true
      setBegun(undefined)
    }
  }, [wall, camera, isOffered])
  if (begun === undefined || isOver) return children
  return <Playing begun={begun}>{children}</Playing>
}

function Playing({ begun, children }: { readonly begun: Begun; readonly children: ReactNode }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const { video, state, playing } = useLiveVideo(begun.offers)
  return (
    <div className="wall-video" data-state={state?.is} data-way={state?.is === 'playing' ? state.way : undefined}>
      <video ref={video} className="wall-video__video" muted playsInline data-shown={playing !== undefined} />
      {playing === undefined && children}
      {state !== undefined && state.is !== 'trying' && (
        <p className="wall-video__says">
          {playing === undefined
            ? t('video.pictures')
            : t(playing.ageMs < SECOND_MS ? 'video.playing' : 'video.playingOld', {
                way: playing.way,
                behind: wholeSpan(playing.ageMs, language),
              })}
        </p>
      )}
    </div>
  )
}

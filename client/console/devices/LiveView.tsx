import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '../../../domain/cameras/camera.ts'
import { MOST_LIVE_MINUTES } from '../../../domain/cameras/live.ts'
import { SECOND_MS } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { type AnswerOf, useCommand } from '../../live/command.ts'
import { useNow } from '../../live/useLive.ts'
import { useLiveVideo } from '../../live/video/useLiveVideo.ts'
import { formatTime } from '../../ui/format.ts'
import { wholeSpan } from '../../ui/spans.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Field } from '../account/Field.tsx'
import { FormBehindButton } from '../people/FormBehindButton.tsx'
import './liveView.css'

const MINUTES = [2, 5, 10, MOST_LIVE_MINUTES] as const

type Begun = AnswerOf<'beginLiveView'>

/** A camera's pictures, and its video for who gives a reason, as long as was chosen. @param children its pictures */
export function LiveView({ camera, children }: { camera: Camera; children: ReactNode }) {
  const { t } = useTranslation('console')
  const mayWatch = useMayIn('cameras.watch')(camera.commune)
  const begin = useCommand('beginLiveView')
  const end = useCommand('endLiveView')
  const [begun, setBegun] = useState<Begun>()
  const [why, setWhy] = useState('')
  const [minutes, setMinutes] = useState('5')
  const now = useNow()
  const isOver = begun !== undefined && begun.until <= now
  if (camera.live === null || !mayWatch) return children
  if (begun !== undefined && !isOver)
    return (
      <Video
        begun={begun}
        stop={() => {
          setBegun(undefined)
          void end.send({ camera: camera.id, view: begun.view })
        }}
      >
        {children}
      </Video>
    )
  return (
    <>
      {children}
      {isOver && <p role="status">{t('camera.live.over')}</p>}
      <div className="console__row">
        <FormBehindButton
          label={t('camera.live.of', { camera: camera.name })}
          does={t('camera.live.do')}
          sends={t('camera.live.begin')}
          open={() => setWhy('')}
          send={async () => {
            const answer = await begin.send({ camera: camera.id, why, minutes: Number(minutes) })
            setBegun(answer)
            return answer !== undefined
          }}
          isSending={begin.isSending}
        >
          <p className="form__hint">{t('camera.live.hint')}</p>
          <Field label={t('camera.live.why')} autoComplete="off" required most={200} value={why} onText={setWhy} />
          <Choice label={t('camera.live.minutes')} value={minutes} onValue={setMinutes}>
            {MINUTES.map((each) => (
              <option key={each} value={each}>
                {t('camera.live.minutesOf', { count: each })}
              </option>
            ))}
          </Choice>
          <CommandTrouble error={begin.error} />
        </FormBehindButton>
      </div>
    </>
  )
}

/** The video that plays, what it is and how old; the camera's pictures while none does. */
function Video({ begun, stop, children }: { begun: Begun; stop: () => void; children: ReactNode }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { video, state, playing } = useLiveVideo(begun.offers)
  return (
    <div className="live-view" data-state={state?.is} data-way={state?.is === 'playing' ? state.way : undefined}>
      <video ref={video} className="live-view__video" muted playsInline data-shown={playing !== undefined} />
      {playing === undefined && children}
      <p role="status" className="live-view__says">
        {playing !== undefined
          ? t(playing.ageMs < SECOND_MS ? 'camera.live.playing' : 'camera.live.playingOld', {
              way: playing.way,
              behind: wholeSpan(playing.ageMs, language),
            })
          : state?.is === 'pictures'
            ? t('camera.live.pictures', {
                why: state.faults.map((fault) => t(`camera.live.fault.${fault}`)).join('; '),
              })
            : t('camera.live.trying')}
      </p>
      <p className="live-view__until">{t('camera.live.until', { time: formatTime(begun.until) })}</p>
      <button type="button" className="console__button" onClick={stop}>
        {t('camera.live.stop')}
      </button>
    </div>
  )
}

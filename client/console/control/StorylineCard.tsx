import { useTranslation } from 'react-i18next'
import { STORYLINES } from '../../../domain/storylines.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useSession } from '../../live/session.ts'
import { useNow } from '../../live/useLive.ts'
import { formatTime } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'

const ASK_EVERY_MS = 3_000

/** Starts a bad evening in the demo, says that one is being played, and ends it. Nothing of it stands in a centre at work. */
export function StorylineCard() {
  const session = useSession()
  return session?.demo == null ? null : <Storyline />
}

function Storyline() {
  const { t } = useTranslation('control')
  const text = useText()
  const now = useNow()
  const { data, refetch } = useAnswer(ask('/storyline'), { refetchMs: ASK_EVERY_MS })
  const start = useCommand('startStoryline', ['/storyline'])
  const end = useCommand('endStoryline', ['/storyline'])
  const running = data?.running != null && data.running.until > now ? data.running : undefined
  // Whoever was refused because another was first sees at once what goes on.
  const begin = async () => {
    if ((await start.send({ storyline: 'badEvening' })) === undefined) await refetch()
  }
  const finish = () => {
    start.clear()
    return end.send({})
  }
  const { name } = STORYLINES.badEvening
  return (
    <section className="control__wide control__storyline" aria-labelledby="control-storyline">
      <h2 className="part__title" id="control-storyline">
        {t('storyline.title', { name: text(name) })}
      </h2>
      <p className="control__about" role="status">
        {running === undefined
          ? t('storyline.about')
          : t('storyline.running', {
              by: running.by,
              time: formatTime(running.at),
              until: formatTime(running.until),
            })}
      </p>
      {running === undefined ? (
        <button
          type="button"
          className="console__button"
          disabled={start.isSending || data === undefined}
          onClick={() => void begin()}
        >
          {t('storyline.start')}
        </button>
      ) : (
        <button type="button" className="console__button" disabled={end.isSending} onClick={() => void finish()}>
          {t('storyline.end')}
        </button>
      )}
      <CommandTrouble error={start.error ?? end.error} />
    </section>
  )
}

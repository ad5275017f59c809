import { useTranslation } from 'react-i18next'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { formatDateTime, formatSeconds } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { stillAddress } from './stillAddress.ts'
import { useViewText } from './useViewText.ts'

const ASK_AGAIN_MS = 5_000
const MOST = 200

/** A still of what each screen shows, as the screen itself paints it: on request, with the moment that it is of. */
export function Stills({ state, reports }: { state: WallStateRow; reports: readonly WallReport[] }) {
  const { t } = useTranslation('control')
  const viewText = useViewText()
  const { send, isSending, error } = useCommand('askStill', ['/walls/log'])
  const { data } = useAnswer(ask('/walls/log', { query: { wall: state.wall, limit: MOST } }), {
    refetchMs: ASK_AGAIN_MS,
  })
  if (reports.length === 0) return <p>{t('still.nobody')}</p>
  return (
    <>
      <p className="control__about">{t('still.about')}</p>
      <ul className="control__stills">
        {reports.map(({ key, screen, still, machines }) => {
          const newest = data?.entries.find(({ what }) => what.is === 'still' && what.screen === screen)
          const told = newest?.what.is === 'still' ? newest.what : undefined
          return (
            <li key={key} className="control__still">
              <div className="console__row">
                <button
                  type="button"
                  className="console__button"
                  disabled={isSending || still !== null}
                  onClick={() => void send({ wall: state.wall, screen })}
                >
                  {t('still.ask', { screen })}
                </button>
                <span role="status">
                  {still !== null &&
                    t(machines === 0 ? 'still.off' : 'still.pending', {
                      by: still.by,
                      at: formatSeconds(still.askedAt),
                    })}
                </span>
              </div>
              {newest !== undefined && told !== undefined && (
                <figure>
                  {told.takenAt === null ? (
                    <p>{t('still.withdrawn', { by: told.by, at: formatDateTime(newest.at) })}</p>
                  ) : (
                    <>
                      <img
                        src={stillAddress(newest.number)}
                        alt={t('still.alt', { screen, at: formatSeconds(told.takenAt) })}
                      />
                      <figcaption>
                        {t('still.of', { at: formatDateTime(told.takenAt), by: told.by, what: viewText(told) })}
                      </figcaption>
                    </>
                  )}
                </figure>
              )}
            </li>
          )
        })}
      </ul>
      <CommandTrouble error={error} />
    </>
  )
}

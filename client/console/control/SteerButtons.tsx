import { useTranslation } from 'react-i18next'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import type { Commanded } from '../../../domain/walls/commanded.ts'
import type { Steer } from './useSteer.ts'

/** What is done with a wall at one press. What is not possible now cannot be pressed. */
export function SteerButtons({
  state,
  commanded,
  steer,
  isHeard,
}: {
  state: WallStateRow
  commanded: Commanded
  steer: Steer
  /** The line of this page stands: what is pressed arrives, and what is seen is so. */
  isHeard: boolean
}) {
  const { t } = useTranslation('control')
  const { take, isPaused } = commanded
  const isLocked = state.lock !== null
  const isPiled = state.takes.filter(({ level }) => level === take?.level).length > 1
  const isTurning = take === undefined && !isLocked
  const { send, isSending } = steer
  const button = (label: string, act: () => Promise<boolean>, isPossible: boolean) => (
    <button
      type="button"
      className="console__button"
      disabled={!isPossible || isSending || !isHeard}
      onClick={() => void act()}
    >
      {label}
    </button>
  )
  return (
    <div className="console__row control__acts" role="toolbar" aria-label={t('do.label')}>
      {button(t('do.back'), () => send('stepWall', { by: -1 }), isTurning)}
      {button(t('do.on'), () => send('stepWall', { by: 1 }), isTurning)}
      {isPaused
        ? button(t('do.resume'), () => send('resumeWall', {}), isTurning)
        : button(t('do.pause'), () => send('pauseWall', { minutes: null }), isTurning)}
      {button(t('do.pin'), () => send('pinWall', {}), !isLocked && take?.level !== 'emergency')}
      {button(t('do.release'), () => send('releaseWall', {}), !isLocked && take !== undefined)}
      {isPiled && button(t('do.releaseAll'), () => send('releaseWall', { all: true }), !isLocked)}
      {button(t('do.undo'), () => send('undoWall', {}), !isLocked && state.canUndo)}
      {isLocked
        ? button(t('do.unlock'), () => send('unlockWall', {}), true)
        : button(t('do.lock'), () => send('lockWall', {}), true)}
    </div>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../live/api.ts'
import { type BrowserPush, browserPush, endPush, takePush } from '../../live/browserPush.ts'
import { CommandTrouble } from './CommandTrouble.tsx'

/**
 * Whether this browser takes one's notices while it is closed, and the way to have it so: the browser asks only when that is pressed.
 * @param pushKey the hub's
 * @param changed told when it does, and when it no longer does
 */
export function BrowserPushPart({
  person,
  pushKey,
  changed,
}: {
  person: string
  pushKey: string
  changed: (is: 'on' | 'off') => void
}) {
  const { t } = useTranslation('notices')
  const [is, setIs] = useState<BrowserPush | 'unreachable'>()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<ApiError>()
  useEffect(() => {
    let isHere = true
    void browserPush(person).then((found) => {
      if (isHere) setIs(found)
    })
    return () => {
      isHere = false
    }
  }, [person])
  if (is === undefined) return null

  async function turn(to: 'on' | 'off'): Promise<void> {
    setBusy(true)
    setTrouble(undefined)
    try {
      const now = to === 'on' ? await takePush(person, pushKey) : await endPush().then(() => 'off' as const)
      setIs(now)
      if (now === to) changed(to)
    } catch (error) {
      setTrouble(error instanceof ApiError ? error : new ApiError('Fault', String(error), 0))
    } finally {
      setBusy(false)
    }
  }

  return (
    <section aria-labelledby="browser-push">
      <h3 className="console__sub" id="browser-push">
        {t('browser.title')}
      </h3>
      <p role="status" data-push={is}>
        {t(`browser.${is}`)}
      </p>
      {(is === 'off' || is === 'unreachable') && (
        <button type="button" className="console__button" disabled={isBusy} onClick={() => void turn('on')}>
          {t(isBusy ? 'browser.asking' : 'browser.take')}
        </button>
      )}
      {is === 'on' && (
        <button type="button" className="console__button" disabled={isBusy} onClick={() => void turn('off')}>
          {t('browser.end')}
        </button>
      )}
      <CommandTrouble error={trouble} />
    </section>
  )
}

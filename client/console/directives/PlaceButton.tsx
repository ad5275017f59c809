import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'

const WITHIN_MS = 30_000

/** Says where whoever writes is standing, as their device knows it, in a line of its own. Nothing where a device tells no places. @param write takes the line */
export function PlaceButton({ write }: { write: (line: string) => void }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const now = useNow()
  const [state, setState] = useState<'asking' | 'failed'>()
  if (!('geolocation' in navigator)) return null
  const degrees = (value: number) => formatNumber(value, 5, language)
  return (
    <>
      <button
        type="button"
        className="console__button matter__button"
        disabled={state === 'asking'}
        onClick={() => {
          setState('asking')
          navigator.geolocation.getCurrentPosition(
            ({ coords: { latitude, longitude, accuracy } }) => {
              setState(undefined)
              write(
                t('location.line', {
                  ...{ lat: degrees(latitude), lng: degrees(longitude), at: formatDateTime(now) },
                  within: formatNumber(Math.ceil(accuracy), 0, language),
                }),
              )
            },
            () => setState('failed'),
            { enableHighAccuracy: true, timeout: WITHIN_MS },
          )
        }}
      >
        {t(state === 'asking' ? 'location.asking' : 'location.add')}
      </button>
      {state === 'failed' && (
        <p role="alert" className="form__over">
          {t('location.failed')}
        </p>
      )}
    </>
  )
}

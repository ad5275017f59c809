import { useTranslation } from 'react-i18next'
import { WALL_PATH } from '../../../domain/pages.ts'
import { signInAddress } from '../../doors/returnPath.ts'
import { formatTime } from '../../ui/format.ts'
import { beginAnew } from '../../ui/reloadWhenReachable.ts'
import { useProblemText } from '../../ui/useProblemText.ts'
import { useRem, useWindowSize } from '../useViewing.ts'
import { roomyRemPx } from '../viewing.ts'
import { type Pairing, usePairing } from './usePairing.ts'
import './pairingPage.css'

/** Where in the console a wall is paired. */
const PAIR_AT = '/walls'
/** Smallest text, CSS pixels. */
const LEAST_PX = 13

/**
 * A screen that may not show the city yet: a code to be typed by an administrator, readable from across the room.
 * @param wasPaired it showed the city until just now
 * @param other name of the person who has signed in here, and may not see the wall
 */
export default function PairingPage({
  isDemo,
  wasPaired,
  other,
  reload = beginAnew,
}: {
  isDemo: boolean
  wasPaired: boolean
  other: string | undefined
  reload?: () => void
}) {
  const size = useWindowSize()
  // Also on a phone, where somebody looks what the wall would show.
  useRem(Math.max(LEAST_PX, roomyRemPx(size, size)))
  return (
    <main className="pairing">
      <p className="pairing__brand">
        <strong>IOC</strong> Cần Thơ
      </p>
      {other === undefined ? <Code isDemo={isDemo} wasPaired={wasPaired} reload={reload} /> : <NotYours name={other} />}
    </main>
  )
}

function NotYours({ name }: { name: string }) {
  const { t } = useTranslation('people')
  return (
    <div className="pairing__page">
      <h1 className="pairing__title">{t('pairing.notYours', { name })}</h1>
      <a className="pairing__link" href="/">
        {t('pairing.toConsole')}
      </a>
    </div>
  )
}

function Code({ isDemo, wasPaired, reload }: { isDemo: boolean; wasPaired: boolean; reload: () => void }) {
  const { t } = useTranslation('people')
  const pairing = usePairing(isDemo, reload)
  const isOpening = pairing.is === 'paired' || (isDemo && pairing.is === 'asking')
  return (
    <div className="pairing__page">
      <h1 className="pairing__title">
        {isOpening ? t('pairing.opening') : t(wasPaired ? 'pairing.ended' : 'pairing.title')}
      </h1>
      <Says pairing={pairing} />
      {!isOpening && (
        <a className="pairing__link" href={signInAddress(WALL_PATH, undefined)}>
          {t('pairing.signIn')}
        </a>
      )}
    </div>
  )
}

function Says({ pairing }: { pairing: Pairing }) {
  const { t } = useTranslation('people')
  const problemText = useProblemText()
  switch (pairing.is) {
    case 'asking':
      return <p role="status">{t('pairing.asking')}</p>
    case 'paired':
      return <p role="status">{t('pairing.paired')}</p>
    case 'refused':
      return (
        <>
          <p role="alert">{problemText(pairing.error)}</p>
          <p>{t('pairing.away')}</p>
        </>
      )
    case 'waiting':
      return (
        <>
          <p className="pairing__what">
            {t('pairing.opens')} <strong className="pairing__address">{`${location.host}${PAIR_AT}`}</strong>{' '}
            {t('pairing.types')}
          </p>
          <p className="pairing__code" role="status">
            {pairing.code}
          </p>
          <p>{pairing.isAway ? t('pairing.away') : t('pairing.again', { time: formatTime(pairing.endsAt) })}</p>
        </>
      )
  }
}

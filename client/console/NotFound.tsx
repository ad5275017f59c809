import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Permission } from '../../domain/access/permissions.ts'
import { ROLES, rolesThatMay } from '../../domain/access/roles.ts'
import { useText } from '../i18n/useText.ts'
import { useMayIn } from '../ui/useMay.ts'
import { PageNotice } from './PageNotice.tsx'
import { useView } from './useView.ts'

/**
 * An address that shows nothing: what was asked, why that may be, and the ways on.
 * @param device what stands at this address is a device: whoever does not see the devices of the whole city is not told whether there is one elsewhere
 */
export function NotFound({
  what,
  search,
  device,
}: {
  what: string
  search: () => void
  device?: 'sensor' | 'camera' | undefined
}) {
  const { t } = useTranslation('console')
  const isElsewhereSeen = useMayIn(DEVICES)(null)
  const { toPage } = useView()
  return (
    <PageNotice title={t('notFound.title')}>
      <p>
        <code className="not-found__what">{what}</code>
      </p>
      {device !== undefined && !isElsewhereSeen ? (
        <WhyNoDevice device={device} />
      ) : (
        <p className="not-found__why">{t('notFound.why')}</p>
      )}
      <p className="console__row">
        <Link className="console__button" to={toPage({ is: 'city' })}>
          {t('notFound.city')}
        </Link>
        <button type="button" className="console__button" onClick={search}>
          {t('notFound.search')} <kbd>/</kbd>
        </button>
      </p>
    </PageNotice>
  )
}

const DEVICES: Permission = 'devices.see'

/** For whoever sees a part of the city: it may well be there, and who would see it then. */
function WhyNoDevice({ device }: { device: 'sensor' | 'camera' }) {
  const { t } = useTranslation('console')
  const text = useText()
  const roles = rolesThatMay(DEVICES).map((role) => text(ROLES[role].name))
  return (
    <>
      <p className="not-found__why">{t(`notFound.beyond.${device}`)}</p>
      <p className="not-found__why">{t('notFound.who', { roles: roles.join(', ') })}</p>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { useConnection } from '../live/useLive.ts'

/** What stands where figures have not come yet: on a line that is lost nothing is on its way. */
export function useComingText(): string {
  const { t } = useTranslation('wall')
  return t(useConnection().is === 'lost' ? 'figure.missing' : 'figure.coming')
}

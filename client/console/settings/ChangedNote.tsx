import { useTranslation } from 'react-i18next'
import type { ChangeMade } from '../../../domain/settings/change.ts'
import { startOfDay } from '../../../domain/time.ts'
import { formatDate, formatDateTime } from '../../ui/format.ts'

/** Who has set a number, when, from which day it holds and on what grounds. */
export function ChangedNote({ change: { by, at, from, note } }: { change: ChangeMade }) {
  const { t } = useTranslation('settings')
  return (
    <p className="explain__note">
      <bdi>{t('changedBy', { by, at: formatDateTime(at), from: formatDate(startOfDay(from)) })}</bdi>
      {note !== '' && <bdi> {t('grounds', { note })}</bdi>}
    </p>
  )
}

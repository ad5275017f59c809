import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Day, dayOf, startOfDay } from '../../../domain/time.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDate } from '../../ui/format.ts'
import { Line } from '../account/Words.tsx'
import { DayInput } from '../parts/TypedInput.tsx'
import '../parts/table.css'
import { ChangedNote } from './ChangedNote.tsx'
import { ChangeForm } from './ChangeForm.tsx'

type Settings = AnswerTo<'/settings'>

/** Days that are set over the city's calendar, and the form that sets another. */
export function CalendarSettings({
  settings: { days, changes },
  mayChange,
  refetch,
}: {
  settings: Settings
  mayChange: boolean
  refetch: () => void
}) {
  const { t } = useTranslation('settings')
  const text = useText()
  const [made, setMade] = useState(0)
  return (
    <>
      {mayChange && <DayForm key={made} changes={changes} close={() => setMade(made + 1)} refetch={refetch} />}
      {days.length === 0 ? (
        <p className="console__empty">{t('noDays')}</p>
      ) : (
        <table className="table">
          <caption className="visually-hidden">{t('show.calendar')}</caption>
          <thead>
            <tr>
              {(['day', 'dayIs', 'dayName', 'changed'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, is, name, changed }) => (
              <tr key={day} className="table__row">
                <th scope="row">{formatDate(startOfDay(day))}</th>
                <td>{t(is)}</td>
                <td className="table__wrap">
                  <bdi>{text(name)}</bdi>
                </td>
                <td className="table__wrap">
                  <ChangedNote change={changed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <InForce set={days.map(({ day }) => day)} />
    </>
  )
}

/** The days of this year and the next that the city's calendar has already: what need not be set. @param set days that are set over it, and stand above */
function InForce({ set }: { set: readonly Day[] }) {
  const { t } = useTranslation('settings')
  const text = useText()
  const today = dayOf(useNow())
  const year = Number(today.slice(0, 4))
  const known = [
    useAnswer(ask('/calendar', { query: { year: String(year) } })).data?.days,
    useAnswer(ask('/calendar', { query: { year: String(year + 1) } })).data?.days,
  ].flatMap((days) => days ?? [])
  const coming = known.filter(({ day }) => day >= today && !set.includes(day))
  if (coming.length === 0) return null
  return (
    <section aria-labelledby="calendar-in-force">
      <h2 className="part__title" id="calendar-in-force">
        {t('inForce')}
      </h2>
      <table className="table">
        <thead>
          <tr>
            {(['day', 'dayIs', 'dayName'] as const).map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {coming.map(({ day, kind, name }) => (
            <tr key={day} className="table__row">
              <th scope="row">{formatDate(startOfDay(day))}</th>
              <td>{t(kind === 'workday' ? 'worked' : 'off')}</td>
              <td className="table__wrap">{text(name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DayForm({
  changes,
  close,
  refetch,
}: {
  changes: Settings['changes']
  close: () => void
  refetch: () => void
}) {
  const { t } = useTranslation('settings')
  const today = dayOf(useNow())
  const command = useCommand('changeCalendarDay', ['/settings', '/calendar'])
  const id = useId()
  const [day, setDay] = useState<Day>()
  const [is, setIs] = useState<'off' | 'worked'>('off')
  const [vi, setVi] = useState('')
  const [en, setEn] = useState('')
  const seen = changes.find(({ what, key }) => what === 'calendarDay' && key === day)?.number ?? 0
  const names = { vi: vi.trim(), ...(en.trim() !== '' && { en: en.trim() }) }
  return (
    <ChangeForm
      subject={day ?? ''}
      label={t('addDay')}
      command={command}
      seen={seen}
      said={day === undefined || names.vi === '' ? undefined : { day, is, ...names }}
      close={close}
      refused={refetch}
    >
      <div className="setting-form__field">
        <label htmlFor={`${id}day`}>{t('day')}</label>
        <DayInput id={`${id}day`} value={day} min={today} onValue={setDay} />
      </div>
      <label className="setting-form__field">
        {t('dayIs')}
        <select value={is} onChange={({ target: { value } }) => setIs(value === 'worked' ? 'worked' : 'off')}>
          <option value="off">{t('off')}</option>
          <option value="worked">{t('worked')}</option>
        </select>
      </label>
      <label className="setting-form__field">
        {t('dayName')}
        <Line type="text" value={vi} most={120} onText={setVi} />
      </label>
      <label className="setting-form__field">
        {t('dayNameEn')}
        <Line type="text" value={en} most={120} onText={setEn} />
      </label>
    </ChangeForm>
  )
}

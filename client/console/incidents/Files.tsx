import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FILE_KINDS, isPictureType } from '../../../domain/files/fileKind.ts'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { isAllowedIn } from '../../../domain/incidents/machine.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useCommand } from '../../live/command.ts'
import { upload } from '../../live/upload.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import './incidents.css'

const ACCEPTED = Object.values(FILE_KINDS)
  .flatMap(({ type, ending }) => [type, `.${ending}`])
  .join(',')

/** Files of an incident: pictures as they look, everything to be saved; and the way to add some, from a phone's camera too. */
export function Files({ incident, mayWork }: { incident: Incident; mayWork: boolean }) {
  const { t } = useTranslation('incidents')
  const [language] = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<string>()
  const [saved, setSaved] = useState<string>()
  const [trouble, setTrouble] = useState<Error>()
  const attach = useCommand('attachFile', ['/incidents/{id}'])
  const addressOf = (id: string) =>
    `/api/v1/incidents/${encodeURIComponent(incident.id)}/files/${encodeURIComponent(id)}`

  async function add(files: readonly File[]): Promise<void> {
    setTrouble(undefined)
    setSaved(undefined)
    for (const file of files) {
      setSending(file.name)
      try {
        const taken = await upload(file)
        const answer = await attach.send({ incident: incident.id, upload: taken.upload, name: taken.name })
        if (answer === undefined) break
        setSaved(taken.name)
      } catch (error) {
        setTrouble(error instanceof Error ? error : new Error(String(error)))
        break
      }
    }
    setSending(undefined)
    if (input.current !== null) input.current.value = ''
  }

  return (
    <section className="incident__part" aria-labelledby="incident-files">
      <h2 className="part__title" id="incident-files">
        {t('files.title')}
      </h2>
      {incident.files.length === 0 && <p className="incident__faint">{t('files.none')}</p>}
      <ul className="incident__files">
        {incident.files.map(({ id, name, type, bytes, at, by }) => (
          <li key={id}>
            {isPictureType(type) && <img className="incident__thumb" src={addressOf(id)} alt="" loading="lazy" />}
            <div>
              <a href={addressOf(id)} download={name}>
                {name}
              </a>
              <div className="incident__faint">
                {t('files.by', { by, at: formatDateTime(at), size: `${formatNumber(bytes / 1024, 0, language)} KB` })}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {mayWork && isAllowedIn('attach', incident.state) && (
        <>
          <label className="console__button incident__add">
            {sending === undefined ? t('files.add') : t('files.sending', { name: sending })}
            <input
              ref={input}
              className="visually-hidden"
              type="file"
              multiple
              accept={ACCEPTED}
              disabled={sending !== undefined}
              onChange={({ target }) => void add([...(target.files ?? [])])}
            />
          </label>
          <p className="incident__faint">{t('files.hint')}</p>
          <Done>{saved === undefined ? undefined : t('files.saved', { name: saved })}</Done>
          <CommandTrouble error={trouble ?? attach.error} />
        </>
      )}
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { isAllowedIn } from '../../../domain/incidents/machine.ts'
import { useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useReplies } from '../../live/useReplies.ts'
import { AddFiles, Attachment } from '../parts/Attachments.tsx'
import './incidents.css'

/** Files of an incident, and the way to add some. */
export function Files({ incident, mayWork }: { incident: Incident; mayWork: boolean }) {
  const { t } = useTranslation('incidents')
  const attach = useCommand('attachFile', ['/incidents/{id}'])
  const { keepFile } = useReplies(useAsker()?.id ?? '')
  const addressOf = (id: string) =>
    `/api/v1/incidents/${encodeURIComponent(incident.id)}/files/${encodeURIComponent(id)}`
  return (
    <section className="incident__part" aria-labelledby="incident-files">
      <h2 className="part__title" id="incident-files">
        {t('files.title')}
      </h2>
      {incident.files.length === 0 && <p className="incident__faint">{t('files.none')}</p>}
      <ul className="incident__files">
        {incident.files.map(({ id, at, writtenAt, by, ...file }) => (
          <li key={id}>
            <Attachment {...{ file, at, writtenAt, by }} address={addressOf(id)} />
          </li>
        ))}
      </ul>
      {mayWork && isAllowedIn('attach', incident.state) && (
        <AddFiles
          add={async ({ upload, name }) => (await attach.send({ incident: incident.id, upload, name })) !== undefined}
          error={attach.error}
          keep={(file) =>
            keepFile({ command: 'attachFile', input: { incident: incident.id }, title: incident.title }, file)
          }
        />
      )}
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import type { FileRef } from '../../../domain/files/fileRef.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { AddFiles, type Adding, Attachment } from '../parts/Attachments.tsx'
import './directives.css'

/** Address of the content of a file that a fact has added. */
export function fileAddress({ matter, id }: Pick<Fact, 'matter' | 'id'>, file: string): string {
  return `/api/v1/${matter}s/${encodeURIComponent(id)}/files/${encodeURIComponent(file)}`
}

/** Files of a directive or an explanation, the newest first, and the way for its unit to add some. @param attach undefined: whoever looks may not, or not any more */
export function MatterFiles({ facts, attach }: { facts: readonly Fact[]; attach: Adding | undefined }) {
  const { t } = useTranslation('directives')
  const added = facts.filter(({ did }) => did === 'attach').toReversed()
  if (added.length === 0 && attach === undefined) return null
  return (
    <section aria-labelledby="matter-files" className="matter__files">
      <h2 className="part__title" id="matter-files">
        {t('files')}
      </h2>
      {added.length > 0 && (
        <ul>
          {added.map((fact) => {
            const { id, ...file } = fact.what.file as FileRef
            return (
              <li key={id}>
                <Attachment
                  {...{ file, at: fact.at, writtenAt: fact.writtenAt, by: fact.by.name }}
                  address={fileAddress(fact, id)}
                />
              </li>
            )
          })}
        </ul>
      )}
      {attach !== undefined && <AddFiles {...attach} />}
    </section>
  )
}

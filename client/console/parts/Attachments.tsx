import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FILE_KINDS, isPictureType } from '../../../domain/files/fileKind.ts'
import type { FileRef } from '../../../domain/files/fileRef.ts'
import type { Uploaded } from '../../../domain/files/upload.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { upload } from '../../live/upload.ts'
import { useConnection } from '../../live/useLive.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { useNarrow } from '../useNarrow.ts'
import './attachments.css'

const ACCEPTED = Object.values(FILE_KINDS)
  .flatMap(({ type, ending }) => [type, `.${ending}`])
  .join(',')

/** A file of a matter: a picture as it looks, everything to be saved. @param address of its content */
export function Attachment({
  file: { name, type, bytes },
  address,
  by,
  at,
}: {
  file: Omit<FileRef, 'id'>
  address: string
  by: string
  at: number
}) {
  const { t } = useTranslation('incidents')
  const [language] = useLanguage()
  const size = `${formatNumber(Math.max(1, bytes / 1024), 0, language)} KB`
  return (
    <div className="attachment">
      {isPictureType(type) && <img className="attachment__picture" src={address} alt="" loading="lazy" />}
      <div>
        <a href={address} download={name}>
          {name}
        </a>
        <div className="attachment__by">{t('files.by', { by, at: formatDateTime(at), size })}</div>
      </div>
    </div>
  )
}

/** A file that was not taken, and why; undefined: the command that adds it says so. */
interface Refused {
  readonly name: string
  readonly fault: Error | undefined
}

/** The way to add files, and on a phone a picture that is taken now. @param add adds what was uploaded; false: it was refused, and `error` says why */
export function AddFiles({ add, error }: { add: (uploaded: Uploaded) => Promise<boolean>; error: Error | undefined }) {
  const { t } = useTranslation('incidents')
  const isNarrow = useNarrow()
  const isLive = useConnection().is === 'live'
  const [sending, setSending] = useState<string>()
  const [saved, setSaved] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<readonly Refused[]>([])

  async function send(files: readonly File[]): Promise<void> {
    setRefused([])
    setSaved([])
    for (const [index, file] of files.entries()) {
      setSending(file.name)
      try {
        const taken = await upload(file)
        if (!(await add(taken))) {
          // What takes no file takes none of the others either.
          const left = files.slice(index).map(({ name }) => ({ name, fault: undefined }))
          setRefused((before) => [...before, ...left])
          break
        }
        setSaved((before) => [...before, taken.name])
      } catch (fault) {
        const known = fault instanceof Error ? fault : new Error(String(fault))
        setRefused((before) => [...before, { name: file.name, fault: known }])
      }
    }
    setSending(undefined)
  }

  const isBusy = sending !== undefined
  return (
    <>
      <div className="attachments__add">
        {isNarrow && (
          <FileButton label={t('files.photo')} accept="image/*" isFromCamera isOff={isBusy || !isLive} take={send} />
        )}
        <FileButton
          label={isBusy ? t('files.sending', { name: sending }) : t('files.add')}
          accept={ACCEPTED}
          isOff={isBusy || !isLive}
          take={send}
        />
      </div>
      <p className="attachment__by">{isLive ? t('files.hint') : t('files.needsLine')}</p>
      <Done>{saved.length === 0 ? undefined : t('files.saved', { name: saved.join(', ') })}</Done>
      {refused.map(({ name, fault }) => (
        <CommandTrouble key={name} of={name} error={fault ?? error} />
      ))}
    </>
  )
}

function FileButton({
  label,
  accept,
  isFromCamera = false,
  isOff,
  take,
}: {
  label: string
  accept: string
  isFromCamera?: boolean
  isOff: boolean
  take: (files: readonly File[]) => Promise<void>
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <label className="console__button attachments__button">
      {label}
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept={accept}
        disabled={isOff}
        {...(isFromCamera ? { capture: 'environment' } : { multiple: true })}
        onChange={({ target }) =>
          void take([...(target.files ?? [])]).finally(() => {
            // The same file again is another choice.
            if (input.current !== null) input.current.value = ''
          })
        }
      />
    </label>
  )
}

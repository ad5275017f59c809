import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FILE_KINDS, isPictureType } from '../../../domain/files/fileKind.ts'
import type { FileRef } from '../../../domain/files/fileRef.ts'
import type { Uploaded } from '../../../domain/files/upload.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { ApiError } from '../../live/api.ts'
import { MOST_KEPT_FILES } from '../../live/keptFiles.ts'
import { upload } from '../../live/upload.ts'
import { useConnection } from '../../live/useLive.ts'
import { formatNumber } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { useNarrow } from '../useNarrow.ts'
import { type CameIn, useCameInText } from './useCameInText.ts'
import './attachments.css'

const ACCEPTED = Object.values(FILE_KINDS)
  .flatMap(({ type, ending }) => [type, `.${ending}`])
  .join(',')

/** A file of a matter: a picture as it looks, everything to be saved. @param address of its content */
export function Attachment({
  file: { name, type, bytes },
  address,
  by,
  ...came
}: {
  file: Omit<FileRef, 'id'>
  address: string
  by: string
} & CameIn) {
  const { t } = useTranslation('incidents')
  const cameIn = useCameInText()
  const [language] = useLanguage()
  const size = `${formatNumber(Math.max(1, bytes / 1024), 0, language)} KB`
  return (
    <div className="attachment">
      {isPictureType(type) && <img className="attachment__picture" src={address} alt="" loading="lazy" />}
      <div>
        <a href={address} download={name}>
          {name}
        </a>
        <div className="attachment__by">{t('files.by', { by, at: cameIn(came), size })}</div>
      </div>
    </div>
  )
}

/** A file that was not taken, and why; undefined: the command that adds it says so. */
interface Refused {
  readonly name: string
  readonly fault: Error | undefined
}

/** How files are added to something. */
export interface Adding {
  /** Adds what was uploaded; false: it was refused, and `error` says why. */
  readonly add: (uploaded: Uploaded) => Promise<boolean>
  readonly error: Error | undefined
  /** Keeps a file that cannot be sent now until there is a line; false: there is no room for it. */
  readonly keep: (file: File) => Promise<boolean>
}

/** The way to add files, and on a phone a picture that is taken now; without a line they are kept, and sent when there is one. */
export function AddFiles({ add, error, keep }: Adding) {
  const { t } = useTranslation('incidents')
  const isNarrow = useNarrow()
  const isLive = useConnection().is === 'live'
  const [sending, setSending] = useState<string>()
  const [saved, setSaved] = useState<readonly string[]>([])
  const [kept, setKept] = useState<readonly string[]>([])
  const [noRoom, setNoRoom] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<readonly Refused[]>([])

  async function send(files: readonly File[]): Promise<void> {
    setRefused([])
    setSaved([])
    setKept([])
    setNoRoom([])
    const keepFor = async (file: File) => {
      const isKept = await keep(file)
      const note = isKept ? setKept : setNoRoom
      note((before) => [...before, file.name])
    }
    for (const [index, file] of files.entries()) {
      setSending(file.name)
      if (!isLive) {
        await keepFor(file)
        continue
      }
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
        if (fault instanceof ApiError && fault.status === 0) {
          await keepFor(file)
          continue
        }
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
        {isNarrow && <FileButton label={t('files.photo')} accept="image/*" isFromCamera isOff={isBusy} take={send} />}
        <FileButton
          label={isBusy ? t('files.sending', { name: sending }) : t('files.add')}
          accept={ACCEPTED}
          isOff={isBusy}
          take={send}
        />
      </div>
      <p className="attachment__by">{isLive ? t('files.hint') : t('files.withoutLine')}</p>
      <Done>{saved.length === 0 ? undefined : t('files.saved', { name: saved.join(', ') })}</Done>
      <Done>{kept.length === 0 ? undefined : t('files.kept', { name: kept.join(', ') })}</Done>
      {noRoom.length > 0 && (
        <p role="alert" className="form__over">
          {t('files.noRoom', { name: noRoom.join(', '), most: MOST_KEPT_FILES })}
        </p>
      )}
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

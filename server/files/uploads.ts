import { type Principal, whoseOf } from '../../domain/access/principal.ts'
import { hasContent } from '../../domain/files/fileContent.ts'
import { FILE_KINDS, type FileKind, fileKindOf, MAX_FILE_BYTES, safeFileName } from '../../domain/files/fileKind.ts'
import { hasTooManyScans, isAnimated, MOST_SCANS } from '../../domain/files/pictureCost.ts'
import { MOST_PIXELS, pictureSize } from '../../domain/files/pictureSize.ts'
import { FILES_AN_HOUR, type Uploaded } from '../../domain/files/upload.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { randomId } from '../accounts/secrets.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { FileContents } from './contents.ts'
import { isPlainOffice } from './officeDocument.ts'

/** What has come in and belongs to nothing yet. */
export interface PendingFile {
  readonly hash: string
  readonly name: string
  readonly type: string
  readonly bytes: number
}

/** Files between their upload and the command that adds them to something. */
export interface Uploads {
  /** @throws Problem when it is none of the kinds, empty, too large, one too many within an hour, or there is no room for it */
  take(principal: Principal, name: string, bytes: Uint8Array): Promise<Uploaded>
  /** One that this principal has sent. @throws Problem `unknownUpload` */
  pending(principal: Principal, upload: string): PendingFile
  /** It belongs to something now. */
  done(upload: string): void
}

const KEPT_FOR_MS = HOUR_MS

/**
 * Whoever opens a matter, or looks at what hung on a wall, is shown its files: each is what it seems, and no picture costs the page more than a picture
 * does.
 * @throws Problem `brokenFile`, `pictureTooLarge`, `pictureScans`, `pictureMoves`
 */
export function checkFile(bytes: Uint8Array, kind: FileKind): void {
  if (!hasContent(bytes, kind)) throw new Problem('brokenFile', { kind: FILE_KINDS[kind].ending.toUpperCase() })
  const { width, height } = pictureSize(bytes, kind) ?? { width: 0, height: 0 }
  if (width * height > MOST_PIXELS)
    throw new Problem('pictureTooLarge', { width, height, most: MOST_PIXELS / 1_000_000 })
  if (kind === 'jpeg' && hasTooManyScans(bytes)) throw new Problem('pictureScans', { most: MOST_SCANS })
  if (isAnimated(bytes, kind)) throw new Problem('pictureMoves')
}

export function createUploads({ contents, clock }: { contents: FileContents; clock: Clock }): Uploads {
  const waiting = new Map<string, PendingFile & { readonly whose: string; readonly at: number }>()
  /** When each has sent files within the hour, the oldest first. */
  const sent = new Map<string, readonly number[]>()

  return {
    async take(principal, name, bytes) {
      if (bytes.length === 0) throw new Problem('emptyFile')
      if (bytes.length > MAX_FILE_BYTES) throw new Problem('fileTooLarge', { max: MAX_FILE_BYTES / 1024 / 1024 })
      const kind: FileKind | undefined = fileKindOf(bytes)
      const known = Object.values(FILE_KINDS).map(({ ending }) => ending.toUpperCase())
      const isOffice = kind === 'docx' || kind === 'xlsx'
      if (kind === undefined || (isOffice && !(await isPlainOffice(bytes))))
        throw new Problem('wrongFile', { allowed: known.join(', ') })
      checkFile(bytes, kind)
      const now = clock.now()
      for (const [id, { at }] of waiting) if (now - at > KEPT_FOR_MS) waiting.delete(id)
      const whose = whoseOf(principal)
      for (const [each, times] of sent) if ((times.at(-1) ?? 0) <= now - HOUR_MS) sent.delete(each)
      const lately = (sent.get(whose) ?? []).filter((at) => at > now - HOUR_MS)
      if (lately.length >= FILES_AN_HOUR) {
        const minutes = Math.ceil(((lately[0] ?? now) + HOUR_MS - now) / MINUTE_MS)
        throw new Problem('filesTooOften', { most: FILES_AN_HOUR, minutes })
      }
      // Counted before it is written: what is under way counts, too.
      sent.set(whose, [...lately, now])
      await contents.checkRoom(bytes.length)
      const hash = await contents.put(bytes)
      const file = { hash, name: safeFileName(name, kind), type: FILE_KINDS[kind].type, bytes: bytes.length }
      const upload = randomId('upload')
      waiting.set(upload, { ...file, whose, at: now })
      return { upload, name: file.name, type: file.type, bytes: file.bytes }
    },
    pending(principal, upload) {
      const file = waiting.get(upload)
      if (file === undefined || file.whose !== whoseOf(principal) || clock.now() - file.at > KEPT_FOR_MS)
        throw new Problem('unknownUpload')
      return file
    },
    done: (upload) => void waiting.delete(upload),
  }
}

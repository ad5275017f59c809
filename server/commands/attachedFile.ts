import type { FileRef } from '../../domain/files/fileRef.ts'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { randomId } from '../accounts/secrets.ts'
import type { PendingFile, Uploads } from '../files/uploads.ts'
import type { PlannedStep } from '../services/matters/matters.ts'
import { writeFile } from '../store/files.ts'
import type { Commanding, Outcome } from './handler.ts'
import { outcomeOf } from './matterStep.ts'

/**
 * A file whose content is kept becomes one of a matter, with the step that says so: both are written, or neither.
 * @param plan the step with the file
 * @param check says once more, as it is written, that it may be
 */
export function attachedFile<M extends Matter, A>(
  matter: { readonly kind: MatterKind; readonly id: string },
  { hash, ...content }: PendingFile,
  { at, principal }: Commanding,
  plan: (file: FileRef) => PlannedStep<M>,
  answer: (matter: M) => A,
  { check, done }: { check?: () => void; done?: () => void } = {},
): Outcome<A> {
  const file = { id: randomId('file'), ...content }
  const planned = plan(file)
  return {
    ...outcomeOf(planned, answer),
    async write(tables) {
      check?.()
      await planned.write(tables)
      const { id: byId, name: byName } = principal
      await writeFile(tables, { ...file, hash, matter: matter.kind, matterId: matter.id, at, byId, byName })
    },
    apply() {
      done?.()
      planned.apply()
    },
  }
}

/** The same of what its sender has uploaded. @throws Problem when nothing of theirs waits under that id */
export function attachedUpload<M extends Matter, A>(
  uploads: Pick<Uploads, 'pending' | 'done'>,
  upload: string,
  matter: { readonly kind: MatterKind; readonly id: string },
  commanding: Commanding,
  plan: (file: FileRef) => PlannedStep<M>,
  answer: (matter: M) => A,
): Outcome<A> {
  const { hash, name, type, bytes } = uploads.pending(commanding.principal, upload)
  return attachedFile(matter, { hash, name, type, bytes }, commanding, plan, answer, {
    // Another command may have used it meanwhile.
    check: () => void uploads.pending(commanding.principal, upload),
    done: () => uploads.done(upload),
  })
}

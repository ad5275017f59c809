import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { recall, remember } from '../remembered.ts'
import { ApiError, getAnswer } from './api.ts'
import { ask } from './ask.ts'
import { command, newKey } from './command.ts'
import { createKeptFiles } from './keptFiles.ts'
import { pageMoment } from './pageMoment.ts'
import { createReplyQueue, type Reply } from './replyQueue.ts'
import { upload } from './upload.ts'
import { useConnection } from './useLive.ts'

/** While something waits it is tried again so often, besides when the line comes back. */
const TRY_EVERY_MS = 10_000

const files = createKeptFiles()

/** The browser's one: a reply belongs to its writer, not to a page. */
const queue = createReplyQueue({
  load: () => recall('replies'),
  save: (text) => remember('replies', text),
  // Somebody else may have signed in on another page: what they never wrote is not taken in their name.
  send: ({ command: name, input, key, person }, writtenAgoMs) =>
    command(name, input as never, key, person, writtenAgoMs),
  async upload({ key, file, person }) {
    const content = await files.get(key)
    if (content === undefined)
      throw new ApiError('Not found', 'the browser has let go of the file', 404, 'unknownUpload')
    const { upload: id, name } = await upload(new File([content], file?.name ?? '', { type: content.type }), person)
    return { upload: id, name }
  },
  settled: ({ key, file }) => void (file !== undefined && files.drop(key)),
  now: pageMoment,
})
globalThis.addEventListener?.('storage', () => queue.reread())

/** What somebody has written, and the way to write more. */
export interface Replies {
  readonly all: readonly Reply[]
  readonly isKept: boolean
  /** @param reply with a key: it has been sent under that one, and not answered. False: there is no room for more. */
  write(reply: Pick<Reply, 'command' | 'input' | 'title'> & { readonly key?: string }): boolean
  /** Keeps a file until there is a line, and then adds it by a command. False: there is no room for it. */
  keepFile(reply: Pick<Reply, 'command' | 'input' | 'title'>, file: File): Promise<boolean>
  /** Sends what was refused once more, on the matter as it stands now. False: the hub does not say how that is. */
  again(reply: Reply): Promise<boolean>
  drop(key: string): void
}

async function again({ key, command: name, input, person, title }: Reply): Promise<boolean> {
  const version = 'expectedVersion' in input ? await versionNow(input) : undefined
  if ('expectedVersion' in input && version === undefined) return false
  queue.drop(key)
  const now = version === undefined ? input : { ...input, expectedVersion: version }
  return queue.add({ key: newKey(), command: name, input: now, person, title })
}

/** The version of what a reply is about, as the hub has it. */
async function versionNow({ directive, explanation, incident, alert }: Reply['input']): Promise<number | undefined> {
  const params = (id: unknown) => ({ params: { id: String(id) } })
  try {
    if (directive !== undefined) return (await getAnswer(ask('/directives/{id}', params(directive)))).directive?.version
    if (explanation !== undefined)
      return (await getAnswer(ask('/explanations/{id}', params(explanation)))).explanation?.version
    if (incident !== undefined) return (await getAnswer(ask('/incidents/{id}', params(incident)))).incident.version
    return (await getAnswer(ask('/alerts/{alert}', { params: { alert: String(alert) } }))).alert.version
  } catch {
    return undefined
  }
}

/** Replies of a person: kept until the hub has them, sent when there is a line. */
export function useReplies(person: string): Replies {
  const all = useSyncExternalStore(queue.onChange, () => queue.of(person))
  const isLive = useConnection().is === 'live'
  const isWaiting = all.some(({ is }) => is === 'waiting')
  useEffect(() => {
    if (!isWaiting) return undefined
    if (isLive) void queue.flush(person)
    const timer = setInterval(() => void queue.flush(person), TRY_EVERY_MS)
    return () => clearInterval(timer)
  }, [isWaiting, isLive, person])
  const write = useCallback<Replies['write']>(
    ({ key, ...reply }) => queue.add({ ...reply, key: key ?? newKey(), isTried: key !== undefined, person }),
    [person],
  )
  const keepFile = useCallback<Replies['keepFile']>(
    async (reply, file) => {
      const key = newKey()
      if (!(await files.put(key, file))) return false
      const isKept = queue.add({ ...reply, key, person, file: { name: file.name || 'tep', bytes: file.size } })
      if (!isKept) await files.drop(key)
      return isKept
    },
    [person],
  )
  return { all, isKept: queue.isKept(), write, keepFile, again, drop: queue.drop }
}

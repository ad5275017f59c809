/** Files that wait for a line: so many and so large together that a phone has room for them. */
export const MOST_KEPT_FILES = 12
const MOST_KEPT_BYTES = 60 * 1024 * 1024

const DATABASE = 'ioc.files'
const FILES = 'waiting'

/** Files that somebody has taken without a line to the hub, by the key of the reply that adds them: kept until the hub has them. */
export interface KeptFiles {
  /** False: there is no room for it, or this browser keeps nothing. */
  put(key: string, file: Blob): Promise<boolean>
  /** Undefined: it is not there any more. */
  get(key: string): Promise<Blob | undefined>
  drop(key: string): Promise<void>
}

/** @param open the browser's database; it is opened when a file is first kept or asked for */
export function createKeptFiles(open: () => Promise<IDBDatabase> = openDatabase): KeptFiles {
  let database: Promise<IDBDatabase> | undefined
  async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    database ??= open()
    database.catch(() => {
      database = undefined
    })
    return (await database).transaction(FILES, mode).objectStore(FILES)
  }
  return {
    async put(key, file) {
      try {
        const kept = await done<Blob[]>((await store('readonly')).getAll())
        const bytes = kept.reduce((sum, { size }) => sum + size, file.size)
        if (kept.length >= MOST_KEPT_FILES || bytes > MOST_KEPT_BYTES) return false
        await done((await store('readwrite')).put(file, key))
        return true
      } catch {
        return false
      }
    },
    async get(key) {
      return done<Blob | undefined>((await store('readonly')).get(key))
    },
    async drop(key) {
      try {
        await done((await store('readwrite')).delete(key))
      } catch {
        // What could not be kept is not there.
      }
    },
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(FILES)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser opens no database'))
  })
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser keeps no file'))
  })
}

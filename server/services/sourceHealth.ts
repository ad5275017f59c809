import type { Picture } from '../city/picture.ts'
import type { Quarantine } from '../ingest/quarantine.ts'
import type { Sources } from '../ingest/sources.ts'
import type { Store } from '../store/store.ts'

/** Counters change with every message; people read them once a second. */
const PUBLISH_MS = 1_000
const SAVE_MS = 10_000

/** Brings source counters and quarantine into the picture, and keeps the quarantine over a restart. */
export interface SourceHealth {
  start(): Promise<void>
  stop(): Promise<void>
}

export function createSourceHealth({
  sources,
  quarantine,
  picture,
  store,
}: {
  sources: Sources
  quarantine: Quarantine
  picture: Picture
  store: Pick<Store, 'quarantine' | 'saveQuarantine'>
}): SourceHealth {
  const changedSources = new Set<string>()
  const changedQuarantine = new Set<string>()
  const unsaved = new Set<string>()
  const timers: NodeJS.Timeout[] = []

  function publish(): void {
    for (const id of changedSources) {
      const row = sources.get(id)
      if (row !== undefined) picture.set('sources', row)
    }
    changedSources.clear()
    if (changedQuarantine.size === 0) return
    for (const row of quarantine.rows()) {
      if (!changedQuarantine.has(row.key)) continue
      picture.set('quarantine', row)
      unsaved.add(row.key)
    }
    changedQuarantine.clear()
  }

  async function save(): Promise<void> {
    const rows = quarantine.rows().filter((row) => unsaved.has(row.key))
    if (rows.length === 0) return
    unsaved.clear()
    try {
      await store.saveQuarantine(rows)
    } catch {
      // The store tells its own state; what could not be saved is saved with the next.
      for (const row of rows) unsaved.add(row.key)
    }
  }

  sources.onChange((id) => changedSources.add(id))
  quarantine.onChange((key) => changedQuarantine.add(key))

  return {
    async start() {
      const known = await store.quarantine()
      quarantine.restore(known)
      for (const row of known) picture.set('quarantine', row)
      timers.push(
        setInterval(publish, PUBLISH_MS),
        setInterval(() => void save(), SAVE_MS),
      )
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      publish()
      await save()
    },
  }
}

import { useEffect, useRef } from 'react'
import type { WindowSize } from '../../../domain/walls/geometry.ts'
import type { Painted } from '../../../domain/walls/report.ts'
import { REPORT_EVERY_MS } from '../../../domain/walls/standing.ts'
import { type SceneView, viewKey } from '../../../domain/walls/viewAddress.ts'
import { useWallLine } from '../../live/useLive.ts'

/** What a screen has to report, beside what is measured of it. */
export interface Shown extends SceneView, Pick<Painted, 'wall' | 'screen' | 'version' | 'geometry' | 'isWhole'> {
  readonly size: WindowSize
  /** When its wall turned to what it shows, epoch ms on the hub's clock; null: it has shown nothing else yet. */
  readonly dueAt: number | null
  readonly isUnknownScene: boolean
  /** How long after the latest act it had ready what that brought, ms; null: none has brought anything yet. Read when it reports. */
  readonly readyMs: { readonly current: number | null }
}

/**
 * Reports what this screen has painted: every two seconds, and at once when it has painted another scene. The moment is that of a frame: a page
 * whose frames do not come goes on reporting, and says how long ago the last one was.
 * @param shown undefined: this page is no screen of a wall, or only looks like one
 */
export function usePainted(shown: Shown | undefined): void {
  const line = useWallLine()
  const latest = useRef(shown)
  /** What the last frame showed that was drawn, and when. */
  const drawn = useRef<{
    readonly shown: Shown
    readonly paintedAt: number
    readonly dataAt: number | null
    readonly lateMs: number | null
  }>(undefined)
  /** Of the latest turn, when it was due and how late it was in the picture. */
  const turned = useRef<{ readonly dueAt: number | null; readonly lateMs: number | null }>({
    dueAt: null,
    lateMs: null,
  })
  useEffect(() => {
    latest.current = shown
  })
  const what = shown === undefined ? undefined : `${shown.wall} ${viewKey(shown)} ${shown.version}`
  useEffect(() => {
    if (what === undefined) return
    const startedAt = Math.round(line.now() - performance.now())
    let frame = 0
    function lateMsOf(dueAt: number | null, paintedAt: number): number | null {
      if (dueAt !== turned.current.dueAt && dueAt !== null)
        turned.current = { dueAt, lateMs: Math.round(Math.max(0, paintedAt - dueAt)) }
      return turned.current.lateMs
    }
    function report(): void {
      if (latest.current === undefined) return
      // Whatever has been commanded since: what no frame has drawn is not painted. Before the first one nothing has been, since the page began.
      const {
        paintedAt,
        dataAt,
        lateMs,
        shown: of,
      } = drawn.current ?? { paintedAt: startedAt, dataAt: null, lateMs: null, shown: latest.current }
      const { size, isUnknownScene, readyMs, dueAt: _said, ...said } = of
      line.painted({
        ...said,
        page: PAGE,
        ...{ paintedAt, dataAt, lateMs, readyMs: readyMs.current, startedAt, build: (line.build() ?? '').slice(0, 80) },
        faults: [
          ...(isUnknownScene ? (['unknownScene'] as const) : []),
          ...(document.querySelector('.wall-panel-broken:not([data-unseen] *)') === null
            ? []
            : (['brokenPanel'] as const)),
          ...(document.querySelector('.still-map') === null ? [] : (['stillMap'] as const)),
        ],
        ...{ dropped: line.dropped(), memoryMb: usedMemoryMb() },
        ...{ width: Math.max(1, Math.round(size.width)), height: Math.max(1, Math.round(size.height)) },
      })
    }
    /** @param then called when what stands now is in the picture: in the frame after the one that draws it */
    function onPainted(then: () => void): void {
      const [standing, dataAt] = [latest.current, line.dataAt() ?? null]
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          const paintedAt = Math.round(line.now())
          if (standing !== undefined)
            drawn.current = { shown: standing, paintedAt, dataAt, lateMs: lateMsOf(standing.dueAt, paintedAt) }
          then()
        })
      })
    }
    onPainted(report)
    const timer = setInterval(() => {
      report()
      cancelAnimationFrame(frame)
      onPainted(() => undefined)
    }, REPORT_EVERY_MS)
    return () => {
      clearInterval(timer)
      cancelAnimationFrame(frame)
    }
  }, [what, line])
}

/** Which page speaks, whatever line it speaks over. */
const PAGE = Math.random().toString(36).slice(2)

/** What the page's scripts hold, as far as the browser tells. */
function usedMemoryMb(): number | null {
  const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } }
  return memory === undefined ? null : Math.round(memory.usedJSHeapSize / 1e5) / 10
}

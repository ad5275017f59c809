import type { Alert } from '../../domain/alerts/alert.ts'
import type { Watch, WatchLevel } from '../../domain/alerts/watch.ts'
import type { Text } from '../../domain/text.ts'
import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { ALERT_KINDS, alertKind } from '../../domain/walls/alertKinds.ts'
import { commandedAt } from '../../domain/walls/commanded.ts'
import type { WallReport } from '../../domain/walls/report.ts'
import { type SceneId, wallScene } from '../../domain/walls/scenes.ts'
import { screenStanding } from '../../domain/walls/standing.ts'
import type { WallState } from '../../domain/walls/wallState.ts'
import { writtenTime } from '../../domain/writtenTime.ts'

/** The scene on which an alert is seen best. */
export function sceneOfAlert(alert: Pick<Alert, 'rule'>): SceneId {
  const kind = alertKind(alert)
  return kind === undefined ? 'city' : ALERT_KINDS[kind].scene
}

/** How long something must last before it is told: a machine that starts again, and a page that loads, are no trouble. */
const HOLD_MS: Readonly<Record<'off' | 'still' | 'differs', number>> = {
  off: 2 * MINUTE_MS,
  still: 15 * SECOND_MS,
  differs: 15 * SECOND_MS,
}

/** One watch for each screen that has ever been heard of: that it is off, that it lies still, that it shows what it was not told. */
export function wallWatches(
  { id, name, place }: { readonly id: string; readonly name: string; readonly place: string },
  state: WallState,
  reports: readonly WallReport[],
  now: number,
): Watch[] {
  return reports.map((report) => {
    const standing = screenStanding(state, report, now)
    const screen =
      reports.length > 1 ? { vi: `, ô ${report.screen}`, en: `, screen ${report.screen}` } : { vi: '', en: '' }
    const called = { vi: `Màn hình ${name}${screen.vi}`, en: `Wall ${name}${screen.en}` }
    const level = (is: keyof typeof HOLD_MS, severity: WatchLevel['severity'], title: () => Text): WatchLevel => ({
      condition: standing === is ? 'on' : 'off',
      holdMs: HOLD_MS[is],
      severity,
      value: null,
      limit: null,
      title,
      evidence: () => [
        {
          label: { vi: 'Báo lần cuối', en: 'Last reported' },
          value: writtenTime(report.receivedAt),
          source: `wall/${id}`,
          at: report.receivedAt,
        },
      ],
    })
    return {
      rule: 'wall.screen',
      subject: 'wall',
      subjectId: `${id}/${report.screen}`,
      unit: place,
      simulated: false,
      levels: [
        level('off', 'minor', () => ({
          // Since when is told by the alert itself, also of one that comes again.
          vi: `${called.vi}: tắt hoặc mất liên lạc`,
          en: `${called.en}: off or out of reach`,
        })),
        level('differs', 'major', () => {
          const told = sceneName(commandedAt(state, now).scene)
          const shown = sceneName(report.scene)
          return {
            vi: `${called.vi}: đang hiện “${shown.vi}”, lệnh là “${told.vi}”`,
            en: `${called.en}: shows “${shown.en}”, was told “${told.en}”`,
          }
        }),
        level('still', 'major', () => ({
          vi: `${called.vi}: bị treo, vẽ lần cuối lúc ${writtenTime(report.paintedAt)}`,
          en: `${called.en}: lies still, last painted at ${writtenTime(report.paintedAt)}`,
        })),
      ],
    }
  })
}

function sceneName(id: string): Text {
  return wallScene(id)?.name ?? { vi: id, en: id }
}

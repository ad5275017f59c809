import type { Watch } from '../../../domain/alerts/watch.ts'
import { parseSourceId } from '../../../domain/sourceId.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { writtenTime } from '../../../domain/writtenTime.ts'
import type { Flood } from '../../broker/embeddedBroker.ts'
import { type NamedCity, sourceName, subjectOf } from './sourceName.ts'

/** A source counts as sending too much until it has not for so long. */
const FLOODS_FOR_MS = MINUTE_MS

/** One watch a source that sends more than it may, and is slowed down. */
export function floodWatches(
  units: UnitTree,
  city: NamedCity,
  floods: readonly Flood[],
  registered: (source: string) => { readonly unit: string | null; readonly simulated: boolean } | undefined,
  now: number,
): Watch[] {
  return floods.map(({ source, since, seenAt, client, perSecond }): Watch => {
    const name = sourceName(units, city, source)
    const { unit = null, simulated = false } = registered(source) ?? {}
    const { subject, subjectId } = subjectOf(source)
    return {
      rule: `${parseSourceId(source)?.is}.flood`,
      subject,
      subjectId,
      unit,
      simulated,
      levels: [
        {
          condition: now - seenAt <= FLOODS_FOR_MS ? 'on' : 'off',
          holdMs: 0,
          severity: 'major',
          value: null,
          limit: null,
          title: () => ({
            vi: `${name.vi}: gửi quá nhiều, bị giới hạn ở ${perSecond} bản tin mỗi giây`,
            en: `${name.en}: sends too much, slowed down to ${perSecond} messages a second`,
          }),
          evidence: () => [
            { label: { vi: 'Từ', en: 'Since' }, value: writtenTime(since), source, at: seenAt },
            ...(client === undefined
              ? []
              : [{ label: { vi: 'Kết nối MQTT (client)', en: 'MQTT client' }, value: client, source, at: seenAt }]),
          ],
        },
      ],
    }
  })
}

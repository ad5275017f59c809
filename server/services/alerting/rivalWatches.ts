import type { Watch } from '../../../domain/alerts/watch.ts'
import { areRivals } from '../../../domain/rivals.ts'
import { parseSourceId } from '../../../domain/sourceId.ts'
import type { Source } from '../../../domain/sources/source.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { writtenTime } from '../../../domain/writtenTime.ts'
import { type NamedCity, sourceName, subjectOf } from './sourceName.ts'

/** One watch a source for which two senders were found, until they have not been for a while. */
export function rivalWatches(units: UnitTree, city: NamedCity, sources: Iterable<Source>, now: number): Watch[] {
  return [...sources].flatMap((source): Watch[] => {
    const { id, rivals } = source
    if (rivals === null) return []
    const name = sourceName(units, city, id)
    const { clients } = rivals
    const { subject, subjectId } = subjectOf(id)
    return [
      {
        rule: `${parseSourceId(id)?.is}.rivals`,
        subject,
        subjectId,
        unit: source.unit,
        simulated: source.simulated,
        levels: [
          {
            condition: areRivals(source, now) ? 'on' : 'off',
            holdMs: 0,
            severity: 'major',
            value: null,
            limit: null,
            title: () =>
              clients.length > 0
                ? {
                    vi: `${name.vi}: hai nơi cùng gửi, số liệu ghi đè lẫn nhau`,
                    en: `${name.en}: two senders at once, each overwrites the other`,
                  }
                : {
                    vi: `${name.vi}: số trong ngày lúc tăng lúc giảm, có thể hai nơi cùng gửi`,
                    en: `${name.en}: the day’s totals rise and fall, two senders may be at it`,
                  },
            evidence: () => [
              { label: { vi: 'Từ', en: 'Since' }, value: writtenTime(rivals.since), source: id, at: rivals.seenAt },
              ...clients.map((client) => ({
                label: { vi: 'Kết nối MQTT (client)', en: 'MQTT client' },
                value: client,
                source: id,
                at: rivals.seenAt,
              })),
            ],
          },
        ],
      },
    ]
  })
}

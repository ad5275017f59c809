import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/useText.ts'
import { useUnits } from '../ui/useUnits.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'
import { SystemNote } from './SystemNote.tsx'
import { needingSystems, type SystemLine } from './systemHealth.ts'
import { toneOfTrouble } from './troubleLook.ts'
import { useInterruptions } from './useSystemLines.ts'
import { useWho } from './useWho.ts'

/** Information systems that need somebody, the worst first: what is wrong, since when, who runs it. */
export function SystemList() {
  const { t } = useTranslation('wall')
  const systems = useInterruptions(useUnits())
  const line = useSystemNeed()
  const needing = systems === undefined ? [] : needingSystems(systems)
  const unknown = systems?.filter(({ trouble }) => trouble === 'unheard' || trouble === 'never').length ?? 0
  return (
    <NeedList
      of="systems"
      title={t('needs.title')}
      aside={systems === undefined ? undefined : t('systems.count', { count: needing.length, all: systems.length })}
      lines={needing.map(line)}
      state={
        systems === undefined
          ? { is: 'coming' }
          : unknown === systems.length
            ? { is: 'unknown', text: t('systems.silent') }
            : needing.length === 0
              ? { is: 'calm', text: t('systems.allWell') }
              : undefined
      }
    />
  )
}

/** A system as a line of a list. */
export function useSystemNeed(): (system: SystemLine, place: number) => NeedLine {
  const text = useText()
  const who = useWho()
  return (system, place) => ({
    id: system.id,
    rank: place + 1,
    tone: toneOfTrouble(system.trouble),
    name: text(system.system.short),
    value:
      system.expected > 0 && system.reported < system.expected ? `${system.reported}/${system.expected}` : undefined,
    note: <SystemNote line={system} />,
    who: who.agency(system.system.lead, system.alerts),
  })
}

import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useAsker } from '../../live/session.ts'
import { Choice } from '../account/Choice.tsx'

export interface LeaderChosen {
  /** Nobody has to be chosen: a leader acts in their own name. */
  readonly isOwn: boolean
  readonly leaders: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: string
  choose(id: string): void
  readonly isChosen: boolean
  /** What a command says of it. */
  readonly said: { readonly leader?: string }
}

/**
 * In whose name something is ordered: whoever is no leader writes it for one.
 * @param picked account of who was chosen; undefined: nobody has chosen one
 */
export function useLeaderChoice(picked: string | undefined, choose: (id: string) => void): LeaderChosen {
  const asker = useAsker()
  const isOwn = asker === undefined || asker.grants.some(({ role }) => role === 'leader')
  const answer = useAnswer(ask('/leaders'), { enabled: !isOwn })
  const leaders = answer.data?.leaders ?? []
  const chosen = picked ?? leaders[0]?.id ?? ''
  return {
    ...{ isOwn, leaders, chosen, choose },
    isChosen: isOwn || chosen !== '',
    said: isOwn ? {} : { leader: chosen },
  }
}

export function LeaderChoice({ choice: { isOwn, leaders, chosen, choose } }: { choice: LeaderChosen }) {
  const { t } = useTranslation('directives')
  if (isOwn) return null
  return (
    <Choice label={t('field.leader')} value={chosen} onValue={choose}>
      {leaders.map((leader) => (
        <option key={leader.id} value={leader.id}>
          {leader.name}
        </option>
      ))}
    </Choice>
  )
}

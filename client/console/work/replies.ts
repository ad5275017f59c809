import type { Permission } from '../../../domain/access/permissions.ts'
import type { CommandName } from '../../../domain/commands/index.ts'
import type { AnswerTo } from '../../live/ask.ts'

/** An open matter, as the list has it. */
export type WorkRow = AnswerTo<'/my-work'>['rows'][number]

/** What is typed for a reply. */
export interface Typed {
  readonly text: string
  readonly percent: number
}

/** A short answer that can be given from the list, also without a line to the hub. */
export interface QuickReply {
  readonly command: CommandName
  /** Whoever may. */
  readonly do: Extract<Permission, 'alerts.acknowledge' | 'directives.answer'>
  readonly says: 'acknowledge' | 'receive' | 'progress'
  /** What is asked for; `note`: may be left empty. */
  readonly asks: readonly ('text' | 'note' | 'percent')[]
  input(row: WorkRow, typed: Typed): Readonly<Record<string, unknown>>
}

function receive(command: 'receiveDirective' | 'receiveExplanation', of: 'directive' | 'explanation'): QuickReply {
  return {
    command,
    do: 'directives.answer',
    says: 'receive',
    asks: [],
    input: ({ id, version }) => ({ [of]: id, expectedVersion: version }),
  }
}

const progress: QuickReply = {
  command: 'reportProgress',
  do: 'directives.answer',
  says: 'progress',
  asks: ['text', 'percent'],
  input: ({ id, version }, { text, percent }) => ({ directive: id, expectedVersion: version, text, percent }),
}

const REPLIES: Readonly<Partial<Record<`${WorkRow['kind']}/${string}`, readonly QuickReply[]>>> = {
  'alert/unacknowledged': [
    {
      ...{ command: 'acknowledgeAlert', do: 'alerts.acknowledge', says: 'acknowledge', asks: ['note'] },
      input: ({ id, version }, { text }) => ({ alert: id, expectedVersion: version, note: text }),
    },
  ],
  'directive/given': [receive('receiveDirective', 'directive')],
  'directive/received': [progress],
  'directive/underWay': [progress],
  'explanation/requested': [receive('receiveExplanation', 'explanation')],
}

/** The short answers to a matter as it stands; for everything else there is its page. */
export function quickReplies({ kind, state }: Pick<WorkRow, 'kind' | 'state'>): readonly QuickReply[] {
  return REPLIES[`${kind}/${state}`] ?? []
}

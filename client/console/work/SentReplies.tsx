import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CommandName } from '../../../domain/commands/index.ts'
import { MATTER_KINDS } from '../../../domain/matters/fact.ts'
import { MATTER_KIND } from '../../../domain/matters/matterKinds.ts'
import { PROBLEMS, type ProblemCode, problemSentence } from '../../../domain/problems.ts'
import { useText } from '../../i18n/useText.ts'
import type { Reply } from '../../live/replyQueue.ts'
import type { Replies } from '../../live/useReplies.ts'
import { formatSeconds } from '../../ui/format.ts'
import { Shape } from '../../ui/Shape.tsx'
import './workPage.css'

const SHAPES = { waiting: 'half', sent: 'disc', refused: 'triangle' } as const

/**
 * What has become of one's replies: what waits for a line, when each was sent, and why one was refused.
 * @param mend opens a refused one to be put right; it answers undefined where that cannot be done here
 */
export function SentReplies({
  replies,
  mend = () => undefined,
}: {
  replies: Replies
  mend?: (reply: Reply) => (() => void) | undefined
}) {
  const { t } = useTranslation('work')
  if (replies.all.length === 0) return null
  return (
    <section className="work__sent" aria-label={t('sent.title')}>
      {!replies.isKept && <p role="alert">{t('sent.notKept')}</p>}
      <div role="status">
        <ul>
          {replies.all.toReversed().map((reply) => (
            <li key={reply.key} data-is={reply.is}>
              <div>
                <Shape is={SHAPES[reply.is]} /> <ActName reply={reply} /> <Title reply={reply} />{' '}
                <ReplyState reply={reply} />
                {reply.file !== undefined && <span>{t('sent.file', { name: reply.file.name })}</span>}
                {reply.is !== 'sent' && <Written input={reply.input} />}
                {reply.is === 'refused' && <Again reply={reply} again={replies.again} mend={mend(reply)} />}
              </div>
              <button
                type="button"
                className="console__button"
                aria-label={t(reply.is === 'waiting' ? 'sent.dropOf' : 'sent.hideOf', { title: reply.title })}
                onClick={() => replies.drop(reply.key)}
              >
                {t(reply.is === 'waiting' ? 'sent.drop' : 'sent.hide')}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** What one has done by it: several of one matter are told apart. */
function ActName({ reply: { command, input, file } }: { reply: Reply }) {
  const { t } = useTranslation(['work', 'directives'])
  if (file !== undefined) return null
  const step = `directives:step.${command}`
  const name = Object.hasOwn(ACTS, command)
    ? t(ACTS[command as keyof typeof ACTS], { number: Number(input.step) })
    : t(step as 'directives:step.receiveDirective', { defaultValue: '' })
  return name === '' ? null : `${name}:`
}

/** What is done without a line, but for the steps of directives and explanations, which have names of their own. */
const ACTS = {
  acknowledgeAlert: 'work:sent.act.acknowledgeAlert',
  doStep: 'work:sent.act.doStep',
  commentIncident: 'work:sent.act.commentIncident',
} as const satisfies Partial<Record<CommandName, string>>

/** What it is about, and the way there. */
function Title({ reply: { title, input } }: { reply: Reply }) {
  const kind = MATTER_KINDS.find((each) => typeof input[each] === 'string')
  return (
    <strong>
      {kind === undefined ? title : <Link to={MATTER_KIND[kind].path(String(input[kind]))}>{title}</Link>}
    </strong>
  )
}

/** Fields of commands in which people write. */
const WORDS = ['text', 'result', 'reason', 'note', 'measure', 'question'] as const

const wordsOf = (input: Reply['input']) =>
  WORDS.map((name) => input[name])
    .filter((each) => typeof each === 'string' && each !== '')
    .join('\n')

/** Somebody has done it, or ended what it was about: however often it is sent, it is refused. */
const OVER: ReadonlySet<string> = new Set<ProblemCode>([
  ...(['closedMeanwhile', 'stepDone', 'alreadyAcknowledged', 'alertClosed'] as const),
])

/** What was written: it is here until the hub has it. */
function Written({ input }: Pick<Reply, 'input'>) {
  const { t } = useTranslation('work')
  const words = wordsOf(input)
  if (words === '') return null
  return (
    <details>
      <summary>{t('sent.written')}</summary>
      <p className="work__written">{words}</p>
    </details>
  )
}

/** What a refused reply can be made of: the same words once more, or others where it was the words that were refused. */
function Again({
  reply,
  again,
  mend,
}: {
  reply: Extract<Reply, { is: 'refused' }>
  again: Replies['again']
  mend: (() => void) | undefined
}) {
  const { t } = useTranslation('work')
  const [isUnknown, setUnknown] = useState(false)
  if (reply.file !== undefined) return <p>{t('sent.fileAgain')}</p>
  const hasWords = wordsOf(reply.input) !== ''
  if (reply.code !== undefined && OVER.has(reply.code)) return <p>{t(hasWords ? 'sent.over' : 'sent.overBare')}</p>
  const mends = mend !== undefined && (
    <button
      type="button"
      className="console__button"
      aria-label={t('sent.mendOf', { title: reply.title })}
      onClick={mend}
    >
      {t('sent.mend')}
    </button>
  )
  if (isFaultOfContent(reply.code))
    return (
      <p>
        {mends} {t('sent.mendLook')}
      </p>
    )
  return (
    <p>
      {mends}{' '}
      <button
        type="button"
        className="console__button"
        aria-label={t('sent.againOf', { title: reply.title })}
        onClick={() => void again(reply).then((isOn) => setUnknown(!isOn))}
      >
        {t('sent.again')}
      </button>{' '}
      {isUnknown ? <span role="alert">{t('sent.notNow')}</span> : t(hasWords ? 'sent.look' : 'sent.lookBare')}
    </p>
  )
}

/** Whether the hub would refuse the same words again, however the matter stands. */
function isFaultOfContent(code: string | undefined): boolean {
  return code !== undefined && Object.hasOwn(PROBLEMS, code) && PROBLEMS[code as ProblemCode].status === 400
}

function ReplyState({ reply }: { reply: Reply }) {
  const { t } = useTranslation('work')
  const text = useText()
  /** What only this machine's clock says is said as that. */
  const time = (at: number, isHubs = false) =>
    isHubs ? formatSeconds(at) : t('sent.byDevice', { at: formatSeconds(at) })
  const written = time(reply.writtenAt, reply.isWrittenAtHubs)
  if (reply.is === 'waiting') return t('sent.waiting', { at: written })
  const at = time(reply.at, reply.isAtHubs)
  if (reply.is === 'sent') return t('sent.sent', { at, written })
  const sentence = reply.code === undefined ? undefined : problemSentence(reply.code, reply.params)
  return t('sent.refused', { at, why: sentence === undefined ? reply.detail : text(sentence) })
}

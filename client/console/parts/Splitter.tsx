import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { recall, remember } from '../../remembered.ts'
import { useNarrow } from '../useNarrow.ts'
import './splitter.css'

const FIRST = 'splitter-first'
const SECOND = 'splitter-second'
/** Share of the first pane, percent. */
const USUAL = 42
const LEAST = 25
const MOST = 70

function remembered(): number {
  const share = Number(recall('split') ?? Number.NaN)
  return Number.isFinite(share) ? Math.min(MOST, Math.max(LEAST, share)) : USUAL
}

/** Two panes side by side and the bar between them, moved by pointer or by arrow keys; stacked where there is no width. */
export function Splitter({ first, second }: { first: ReactNode; second: ReactNode }) {
  const { t } = useTranslation('console')
  const [share] = useState(remembered)
  if (useNarrow())
    return (
      <div>
        {first}
        {second}
      </div>
    )
  return (
    <Group
      className="splitter"
      defaultLayout={{ [FIRST]: share, [SECOND]: 100 - share }}
      onLayoutChanged={(layout) => remember('split', String(Math.round(layout[FIRST] ?? USUAL)))}
    >
      <Panel id={FIRST} className="splitter__pane" minSize={`${LEAST}%`} maxSize={`${MOST}%`}>
        {first}
      </Panel>
      <Separator className="splitter__bar" aria-label={t('splitter')} />
      <Panel id={SECOND} className="splitter__pane">
        {second}
      </Panel>
    </Group>
  )
}

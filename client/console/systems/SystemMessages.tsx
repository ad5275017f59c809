import { useMemo } from 'react'
import '../explain/explainPanel.css'
import type { SystemDetail } from '../../../domain/queries/systems.ts'
import { ExplainMessages } from '../explain/ExplainMessages.tsx'

/** What a system sent last: topic, its own time, the hub's, the body. */
export function SystemMessages({ messages }: { messages: SystemDetail['messages'] }) {
  // Two events of one unit may have happened at one moment: numbered, they stay two.
  const numbered = useMemo(
    () => messages.map((message, place) => ({ ...message, source: `${message.topic} ${place}` })),
    [messages],
  )
  return <ExplainMessages messages={numbered} />
}

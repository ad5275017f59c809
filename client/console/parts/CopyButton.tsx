import { useState } from 'react'

/**
 * Puts a text on the clipboard and says so; where the browser refuses, says that.
 * @param text what is copied, as it is when the button is pressed
 */
export function CopyButton({
  text,
  says,
}: {
  text: () => string
  says: { readonly do: string; readonly done: string; readonly refused: string }
}) {
  const [outcome, setOutcome] = useState<'done' | 'refused'>()
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text())
      setOutcome('done')
    } catch {
      // Outside a secure context there is no clipboard: what is to be copied stands on the page, or in the address bar.
      setOutcome('refused')
    }
  }
  return (
    <>
      <button type="button" className="console__button" onClick={() => void copy()}>
        {says.do}
      </button>
      <span role="status" className="console__status">
        {outcome === undefined ? '' : says[outcome]}
      </span>
    </>
  )
}

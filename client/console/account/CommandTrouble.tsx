import { Shape } from '../../ui/Shape.tsx'
import { useProblemText } from '../../ui/useProblemText.ts'
import './form.css'

/** Why a command was not carried out, below what sent it. */
export function CommandTrouble({ error }: { error: Error | undefined }) {
  const problemText = useProblemText()
  if (error === undefined) return null
  return (
    <p className="form__trouble" role="alert">
      <Shape is="triangle" />
      <span>{problemText(error)}</span>
    </p>
  )
}

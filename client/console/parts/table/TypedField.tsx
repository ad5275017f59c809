import { useEffect, useRef, useState } from 'react'

/** A pause this long means that somebody has typed a word, ms: with every letter a long list would be put in order for nothing. */
const PAUSE_MS = 200

/**
 * A field whose text is taken when its writer pauses, leaves it or presses Enter.
 * @param value what is taken; another one from elsewhere (a step back, a cleared filter) replaces what stands in the field
 */
export function TypedField({
  label,
  hint,
  value,
  onTyped,
  className,
}: {
  label: string
  hint?: string
  value: string | undefined
  onTyped: (value: string | undefined) => void
  className?: string
}) {
  const [draft, setDraft] = useState(value ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const taken = useRef(value)
  const latest = useRef(onTyped)
  useEffect(() => {
    latest.current = onTyped
  })
  useEffect(() => {
    if (value === taken.current) return
    taken.current = value
    setDraft(value ?? '')
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function take(text: string): void {
    clearTimeout(timer.current)
    const next = text.trim() === '' ? undefined : text.trim()
    if (next === taken.current) return
    taken.current = next
    latest.current(next)
  }
  return (
    <input
      type="search"
      className={className}
      aria-label={label}
      placeholder={hint}
      value={draft}
      maxLength={120}
      onChange={({ target }) => {
        setDraft(target.value)
        clearTimeout(timer.current)
        timer.current = setTimeout(take, PAUSE_MS, target.value)
      }}
      onBlur={() => take(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take(draft)
        if (event.key !== 'Escape' || draft === '') return
        // Escape empties the field first; only then does it close what lies around it.
        event.preventDefault()
        event.stopPropagation()
        setDraft('')
        take('')
      }}
    />
  )
}

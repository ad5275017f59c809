import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import './popup.css'

/** A button and the small panel it opens below itself. Escape, a press beside it and the focus leaving it close it. */
export function Popup({ label, children }: { label: ReactNode; children: (close: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  useEffect(() => {
    if (!isOpen) return
    const onPress = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', onPress)
    return () => removeEventListener('pointerdown', onPress)
  }, [isOpen])

  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the button and the panel inside it
    <div
      ref={frame}
      className="popup"
      onKeyDown={(event) => {
        if (!isOpen || event.key !== 'Escape') return
        // The key belongs to what is on top: nothing below may close as well.
        event.stopPropagation()
        close()
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !frame.current?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        className="console__button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        <div id={id} className="popup__panel">
          {children(close)}
        </div>
      )}
    </div>
  )
}

import { type ReactNode, useLayoutEffect, useRef } from 'react'
import './modal.css'

/** A dialog over the page: the browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Modal({ label, close, children }: { label: string; close: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before anything else can happen: a key struck right behind the one that opened the dialog belongs into it.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog is a shortcut; Escape does the same by key
    <dialog
      ref={dialog}
      className="modal"
      aria-label={label}
      onClose={close}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close()
      }}
    >
      <div className="modal__body">{children}</div>
    </dialog>
  )
}

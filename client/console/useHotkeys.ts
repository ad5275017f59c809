import { useEffect, useRef } from 'react'
import { recall, remember } from '../remembered.ts'

/** Whether one-letter keys act. People who dictate or use switches turn them off in the help (WCAG 2.1.4). */
export function singleKeysOn(): boolean {
  return recall('singleKeys') !== 'off'
}

export function setSingleKeys(on: boolean): void {
  remember('singleKeys', on ? 'on' : 'off')
}

/** `e`, `?`, `/` with no modifier, or `ctrl+k` (also the Apple key). */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const held = event.ctrlKey || event.metaKey
  return `${held ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys that act anywhere on the page. While somebody types, or a dialog is open, only keys with a modifier act. */
export function useHotkeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const name = keyName(event)
      const act = Object.hasOwn(latest.current, name) ? latest.current[name] : undefined
      if (act === undefined || event.defaultPrevented) return
      const single = event.key.length === 1 && !name.includes('+')
      if (single && (!singleKeysOn() || isTyping(event.target))) return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

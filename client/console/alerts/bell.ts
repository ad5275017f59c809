import { useSyncExternalStore } from 'react'
import { recall, remember } from '../../remembered.ts'

const listeners = new Set<() => void>()

/** Whether this browser rings for alerts: off until somebody asks for it. */
function isBellOn(): boolean {
  return recall('bell') === 'on'
}

export function setBell(isOn: boolean): void {
  remember('bell', isOn ? 'on' : 'off')
  for (const listener of [...listeners]) listener()
}

export function useBell(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, isBellOn)
}

import { useRef } from 'react'

/**
 * What was typed to sign in, kept for the next step, which would ask for it again: a first password is replaced right after it was typed. It
 * lives as long as the page and stands nowhere else.
 */
export function useTypedPassword(): { readonly value: string | undefined; keep(password: string): void } {
  const typed = useRef<string>(undefined)
  return {
    get value() {
      return typed.current
    },
    keep(password) {
      typed.current = password
    },
  }
}

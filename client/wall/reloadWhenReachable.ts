import { comeBack } from '../ui/comeBack.ts'

/** Reloads the page once the hub answers. @returns stops trying */
export function reloadWhenReachable(): () => void {
  return comeBack({
    isReachable: () =>
      fetch('/healthz', { cache: 'no-store' }).then(
        (answer) => answer.ok,
        () => false,
      ),
    reload: () => location.reload(),
    random: Math.random,
  })
}

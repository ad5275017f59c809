import { useRow } from './useLive.ts'

/** Years whose holidays the hub needs and nobody has told, written one after the other; undefined where it knows all. */
export function useUnknownHolidays(): string | undefined {
  const years = useRow('hub', 'hub')?.unknownHolidays ?? []
  return years.length === 0 ? undefined : years.join(', ')
}

import './badge.css'

/**
 * The number that stands both in the list and on the map.
 * @param isOther another kind of trouble: it has corners
 */
export function Badge({
  rank,
  tone,
  isOther = false,
}: {
  readonly rank: number | undefined
  readonly tone: string
  readonly isOther?: boolean
}) {
  return (
    <span className="badge" data-tone={tone} data-other={isOther} data-empty={rank === undefined}>
      {rank}
    </span>
  )
}

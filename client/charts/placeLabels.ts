/**
 * Moves labels apart so that none covers another and all stay inside, each as near to its wish as that allows.
 * @param wishes middle of each label, px
 * @param size height of a label, px
 * @returns middles in the order of the wishes; when there is no room for all they overlap evenly
 */
export function placeLabels(wishes: readonly number[], size: number, top: number, bottom: number): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => (wishes[a] as number) - (wishes[b] as number))
  const room = Math.max(0, bottom - top)
  const step = Math.min(size, wishes.length > 1 ? (room - size) / (wishes.length - 1) : size)
  const placed: number[] = new Array(wishes.length)
  let from = top + size / 2
  for (const i of order) {
    placed[i] = Math.max(from, wishes[i] as number)
    from = (placed[i] as number) + step
  }
  // Those pushed below the edge push the ones above them back.
  let until = bottom - size / 2
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i] as number, until)
    until = (placed[i] as number) - step
  }
  return placed
}

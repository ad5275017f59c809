/**
 * Moves labels apart so that none covers another: each as near to its own place as a gap of `gap` to its neighbours and the
 * ends allow. Places may be in any order; the answer is in the same order.
 */
export function spread(places: readonly number[], gap: number, from: number, to: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place)
  // Groups that would touch are merged and centred on the mean of their wishes, until no two groups touch.
  const groups: { sum: number; count: number; members: number[] }[] = []
  const centre = (group: { sum: number; count: number }) => {
    const half = ((group.count - 1) * gap) / 2
    return Math.min(to - half, Math.max(from + half, group.sum / group.count))
  }
  for (const { place, index } of order) {
    groups.push({ sum: place, count: 1, members: [index] })
    for (;;) {
      const last = groups.at(-1)
      const before = groups.at(-2)
      if (last === undefined || before === undefined) break
      const needed = ((last.count + before.count) * gap) / 2
      if (centre(last) - centre(before) >= needed) break
      groups.pop()
      before.sum += last.sum
      before.count += last.count
      before.members.push(...last.members)
    }
  }
  const spreadOut = new Array<number>(places.length)
  for (const group of groups) {
    const first = centre(group) - ((group.count - 1) * gap) / 2
    group.members.forEach((index, place) => {
      spreadOut[index] = first + place * gap
    })
  }
  return spreadOut
}

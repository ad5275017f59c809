/**
 * The one of several names that somebody most likely meant, and how many letters it is away.
 * @param names at least one; underscores and capitals are what people mistake first: they cost nothing
 */
export function nearestName(
  given: string,
  names: readonly string[],
): { readonly name: string; readonly slips: number } {
  const letters = (name: string) => name.replaceAll('_', '').toUpperCase()
  return names
    .map((name) => ({ name, slips: editDistance(letters(given), letters(name)) }))
    .reduce((best, each) => (each.slips < best.slips ? each : best))
}

/** Letters to put in, leave out, replace, or neighbours to exchange until one word is the other (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  let above: number[] = []
  for (let i = 1; i <= from.length; i++) {
    const twoAbove = above
    above = row
    row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      const isExchange = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const exchanged = isExchange ? (twoAbove[j - 2] ?? 0) + 1 : replaced
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, exchanged))
    }
  }
  return row[to.length] ?? 0
}

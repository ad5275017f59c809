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

/** Letters to put in, leave out or replace until one word is the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (let i = 1; i <= from.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced))
    }
  }
  return row[to.length] ?? 0
}

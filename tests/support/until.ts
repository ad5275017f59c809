/**
 * Asks again until there is an answer. For what happens in its own time: nothing here waits longer than it must.
 * @throws when there is none within `ms`
 */
export async function until<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 15_000,
): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${ask}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** All of them, or the time is up. */
export async function settled(work: readonly Promise<void>[], maxMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise((resolve) => {
    timer = setTimeout(resolve, maxMs)
  })
  await Promise.race([Promise.allSettled(work), timeUp])
  clearTimeout(timer)
}

/** It is so, or the time is up. Looks after the present turn of the event loop at the earliest: answers are written by then. */
export async function until(isSo: () => boolean, maxMs: number): Promise<void> {
  for (let waited = 0; waited <= maxMs; waited += 5) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (isSo()) return
  }
}

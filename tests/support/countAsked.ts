/** Runs in a page before all else: `window.asked` is how many answers have not come whole. The page gets each as it comes. */
export function countAsked(): void {
  const counting = Object.assign(window, { asked: 0 })
  const { fetch } = window
  window.fetch = async (...given) => {
    counting.asked++
    try {
      const answer = await fetch(...given)
      counting.asked++
      void answer
        .clone()
        .arrayBuffer()
        .catch(() => undefined)
        .finally(() => counting.asked--)
      return answer
    } finally {
      counting.asked--
    }
  }
}

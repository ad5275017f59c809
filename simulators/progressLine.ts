/** A line that says what is going on: rewritten in place on a terminal, one line a change of every tenth elsewhere. */
export interface ProgressLine {
  show(text: string): void
  /** Ends the line; the next `show` begins another. */
  done(): void
}

/** Writes into a log file instead of a terminal are kept this rare, shown texts. */
const EVERY_NTH = 40

export function progressLine(out: { write(text: string): unknown; readonly isTTY?: boolean }): ProgressLine {
  let shown = ''
  let count = 0
  let last = ''
  return {
    show(text) {
      last = text
      if (out.isTTY) {
        out.write(`\r${text.padEnd(shown.length)}`)
        shown = text
      } else if (count++ % EVERY_NTH === 0) {
        out.write(`${text}\n`)
        shown = text
      }
    },
    done() {
      if (last === '') return
      if (out.isTTY) out.write('\n')
      else if (shown !== last) out.write(`${last}\n`)
      shown = ''
      last = ''
      count = 0
    },
  }
}

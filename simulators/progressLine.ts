/**
 * A line that says what is going on. On a terminal it is rewritten in place; in a log file every new step is a line, and of texts
 * that differ in their figures only, one in forty.
 */
export interface ProgressLine {
  show(text: string): void
  /** Ends the line; the next `show` begins another. */
  done(): void
}

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
      } else if (withoutFigures(text) !== withoutFigures(shown) || ++count >= EVERY_NTH) {
        count = 0
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

function withoutFigures(text: string): string {
  return text.replaceAll(/\d+/g, '')
}

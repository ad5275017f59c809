import { Fragment, type ReactNode } from 'react'
import './keptTogether.css'

/**
 * What stands before a word that it belongs to: the kind of a unit, short or written out, a number, the sign of a limit, an index; and whole, the
 * city's name, how many others there are, and a word with a hyphen.
 */
const BEFORE_ITS_WORD =
  /(?<![\p{L}\p{N}])(?:(?:và )?\d+(?: \p{L}+){1,2} khác|(?:and )?\d+ others?(?: \p{L}+)?|TP\. Cần Thơ|(?:(?:P|X|Q|H|TP|TT)\.|AQI|\d[\d.,/:]*|[≥≤]) \S+|(?:UBND )?(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Qq]uận|[Hh]uyện|Sở) [\p{Lu}\d]\S*|\p{L}{1,12}(?:-\p{L}{1,12}){1,2}(?![\p{L}-]))/u
/** One of several parts of a line, with the point after it: short enough to stand in any line of a wall. */
const SHORT_PART = /^[^·]{1,24} ·(?= )|(?<= · )[^·]{1,24}(?: ·(?= )|$)/u
const KEPT = new RegExp(`${SHORT_PART.source}|${BEFORE_ITS_WORD.source}`, 'gu')

/**
 * Text in which what belongs together stays on one line: the kind of a unit and the first word of its name (`P. An Khánh`, `xã Trường Long`), a number and what it
 * counts, a sign and its limit, a short part of a line between its points (`chưa ai nhận`). The letters stay what they are, so that whoever reads, copies or compares them notices nothing.
 * @param children anything that is not text is left as it is
 */
export function KeptTogether({ children }: { readonly children: ReactNode }): ReactNode {
  if (typeof children !== 'string') return children
  const parts: ReactNode[] = []
  let end = 0
  for (const { 0: words, index } of children.matchAll(KEPT)) {
    parts.push(
      <Fragment key={index}>
        {children.slice(end, index)}
        <span className="kept-together">{words}</span>
      </Fragment>,
    )
    end = index + words.length
  }
  if (parts.length === 0) return children
  // One element: where texts stand beside each other in a row, each piece would else be a column of its own.
  return (
    <span>
      {parts}
      {children.slice(end)}
    </span>
  )
}

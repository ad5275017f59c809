/** A sentence cut at its marks: `<worst>…</worst>` holds the words that matter. What a name itself contains is never a mark. */
export function sentenceParts(sentence: string): { readonly text: string; readonly matters: boolean }[] {
  const [before = '', rest] = cutAt(sentence, '<worst>')
  if (rest === undefined) return [{ text: sentence, matters: false }]
  const end = rest.lastIndexOf('</worst>')
  const [worst, after] = end < 0 ? [rest, ''] : [rest.slice(0, end), rest.slice(end + '</worst>'.length)]
  return [
    { text: before, matters: false },
    { text: worst, matters: true },
    { text: after, matters: false },
  ].filter(({ text }) => text !== '')
}

function cutAt(text: string, mark: string): [string, string | undefined] {
  const place = text.indexOf(mark)
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + mark.length)]
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement

/**
 * Says of a required field that is left empty what it lacks, in the page's language: browsers say it in their own. What a field says of itself
 * stays.
 * @param text the sentence, asked for when it is said
 * @returns ends it
 */
export function sayWhatIsRequired(page: Document, text: () => string): () => void {
  const said = new Set<Field>()
  const take = (field: Field) => {
    if (said.delete(field)) field.setCustomValidity('')
  }
  const onInvalid = ({ target }: Event) => {
    if (!isField(target)) return
    take(target)
    if (!target.validity.valueMissing || target.validity.customError) return
    target.setCustomValidity(text())
    said.add(target)
  }
  const onChange = ({ target }: Event) => {
    if (isField(target)) take(target)
  }
  // A field may be filled by the page itself, which no event tells: before a form is sent, each is looked at anew.
  const onPress = () => {
    for (const field of [...said]) take(field)
  }
  const heard = [
    ['invalid', onInvalid],
    ['input', onChange],
    ['change', onChange],
    ['click', onPress],
  ] as const
  for (const [name, listener] of heard) page.addEventListener(name, listener, true)
  return () => {
    for (const [name, listener] of heard) page.removeEventListener(name, listener, true)
    onPress()
  }
}

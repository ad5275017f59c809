/** A text a person reads. Vietnamese first, English always complete. */
export interface Text {
  readonly vi: string
  readonly en: string
}

export type Language = keyof Text

/** A word that stands after a number. Vietnamese has no plural: `en` is the English plural, `one` its singular where they differ. */
export interface CountedText extends Text {
  readonly one?: string
}

/** The form of a word that belongs to a number: `1 dossier`, `0 dossiers`, `2 hồ sơ`. */
export function counted(word: CountedText, count: number | null | undefined, language: Language): string {
  return language === 'en' && count === 1 ? (word.one ?? word.en) : word[language]
}

/** Whether a text shows by its letters that it is Vietnamese: a title in a source's own words says nothing of its language. */
export function isVietnamese(text: string): boolean {
  return /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/iu.test(text.normalize('NFC'))
}

/** Why no line of thirty days stands there: only of a station is there one to ask for. */
export function noCourse(
  isReady: boolean,
  hasStation: boolean,
  { isMissing, isComing }: { readonly isMissing: boolean; readonly isComing: boolean },
) {
  if (!hasStation && isReady) return 'course.noStation'
  if (!hasStation && !isMissing) return 'course.coming'
  return isMissing ? 'course.missing' : isComing ? 'course.coming' : 'course.none'
}

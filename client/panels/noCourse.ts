/** Why no line of thirty days stands there: only of a station is there one to ask for. */
export function noCourse(
  isReady: boolean,
  hasStation: boolean,
  { isMissing, isComing }: { readonly isMissing: boolean; readonly isComing: boolean },
) {
  if (!hasStation && isReady) return 'course.noStation'
  if (isMissing) return 'course.missing'
  return isComing || !hasStation ? 'course.coming' : 'course.none'
}

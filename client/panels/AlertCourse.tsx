import type { Alert } from '../../domain/alerts/alert.ts'
import { briefCourseText, type CourseMoment, courseText } from '../../domain/alerts/course.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'

/** On a wall, behind an alert's title: `· cao nhất 11 trạm · nay 6 trạm`. Nothing while its number is what its title says. */
export function BriefCourse({ alert }: { readonly alert: Alert }) {
  const [language] = useLanguage()
  const text = briefCourseText(alert, language)
  if (text === '') return null
  return (
    <>
      {' · '}
      <KeptTogether>{text}</KeptTogether>
    </>
  )
}

/** Under an alert's title what its number was and is, with times. @param tells which of its numbers */
export function AlertCourse({
  alert,
  tells = LISTED,
}: {
  readonly alert: Alert
  readonly tells?: readonly CourseMoment[]
}) {
  const [language] = useLanguage()
  const text = courseText(alert, tells, language)
  return text === '' ? null : <div className="table__faint">{text}</div>
}

const LISTED = ['peak', 'now'] as const
